import { Controller, Get, Header, Inject, Req } from '@nestjs/common';
import type { Request } from 'express';
import { Open } from '../http/implements';
import { MetricsAccess } from './metrics-access';
import { Metrics } from './metrics';

/** For Prometheus. */
@Controller()
export class MetricsApi {
  constructor(
    @Inject(Metrics) private readonly metrics: Metrics,
    @Inject(MetricsAccess) private readonly access: MetricsAccess,
  ) {}

  @Open()
  @Get('/metrics')
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  async read(@Req() request: Request): Promise<string> {
    this.access.check(request);
    return this.metrics.text();
  }
}
