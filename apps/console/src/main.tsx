import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './theme/page.css';
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router/dom';
import { newQueryClient } from './api/query-client';
import { router } from './frame/router';
import { cssVariables, theme } from './theme/theme';
import { TimeZoneProvider } from './time/time-zone';

declare global {
  /** Read by the library that holds the page still behind a dialog, for the style tag that it adds. */
  var __webpack_nonce__: string | undefined;
}

const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
globalThis.__webpack_nonce__ = nonce;
const root = document.getElementById('root');
if (root === null) throw new Error('The page has no place to stand in');

createRoot(root).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      getStyleNonce={() => nonce}
      defaultColorScheme="auto"
    >
      <QueryClientProvider client={newQueryClient()}>
        <TimeZoneProvider>
          <Notifications position="bottom-right" />
          <RouterProvider router={router} />
        </TimeZoneProvider>
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
