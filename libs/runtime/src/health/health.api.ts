import { Controller, Get, HttpStatus, Inject, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Open } from '../http/implements';
import { Readiness, type ReadinessReport } from './readiness';

@Controller('health')
export class HealthApi {
  constructor(@Inject(Readiness) private readonly readiness: Readiness) {}

  /** The process runs and answers: restarting it would mend nothing. */
  @Open()
  @Get('live')
  live(): { status: 'live' } {
    return { status: 'live' };
  }

  @Open()
  @Get('ready')
  async ready(@Res({ passthrough: true }) response: Response): Promise<ReadinessReport> {
    const report = await this.readiness.report();
    response.status(report.status === 'ready' ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE);
    return report;
  }
}
