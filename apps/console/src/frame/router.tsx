import { createBrowserRouter, type RouteObject } from 'react-router';
import { PAGES } from '../pages/pages';
import { Frame } from './frame';
import { NotFound } from './not-found';
import { PageFailed } from './page-failed';

/** A page that loads leaves the one before it in place until it is there. */
const pages = PAGES.map(
  (entry): RouteObject => ({
    path: entry.path,
    handle: entry,
    errorElement: <PageFailed />,
    lazy: async () => ({ Component: (await entry.load()).Page }),
  }),
);

export const router = createBrowserRouter([
  {
    path: '/sign-in',
    lazy: async () => ({ Component: (await import('../sign-in/sign-in-page')).Page }),
    errorElement: <PageFailed />,
    HydrateFallback: () => null,
  },
  {
    path: '/invitation',
    lazy: async () => ({ Component: (await import('../sign-in/invitation-page')).Page }),
    errorElement: <PageFailed />,
    HydrateFallback: () => null,
  },
  {
    element: <Frame />,
    errorElement: <PageFailed />,
    HydrateFallback: () => null,
    children: [...pages, { path: '*', element: <NotFound /> }],
  },
]);
