import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';
import { MEANINGS } from './meanings';

const accent: MantineColorsTuple = [
  '#eef3fd',
  '#dbe5fa',
  '#b3c8f4',
  '#8dadf0',
  '#7ea2ef',
  '#4c7fe4',
  '#3f74dd',
  '#2f5fd0',
  '#2851b4',
  '#204799',
];
const FAMILY = 'Inter, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';
/** Three sizes: what is small, the text, a title. */
const [SMALL, BODY, TITLE] = ['0.75rem', '0.875rem', '1.25rem'];
const RADIUS = '6px';
const STRONG = '600';

/** One family, three sizes, two weights, a grid of 4 pixels, one radius, borders rather than shadows. */
export const theme = createTheme({
  fontFamily: FAMILY,
  fontFamilyMonospace: 'ui-monospace, "SF Mono", Menlo, Consolas, monospace',
  fontSizes: { xs: SMALL, sm: BODY, md: BODY, lg: TITLE, xl: TITLE },
  headings: {
    fontFamily: FAMILY,
    fontWeight: STRONG,
    sizes: {
      h1: { fontSize: TITLE, lineHeight: '1.75rem' },
      h2: { fontSize: BODY, lineHeight: '1.25rem' },
      h3: { fontSize: BODY, lineHeight: '1.25rem' },
    },
  },
  spacing: { xs: '4px', sm: '8px', md: '16px', lg: '24px', xl: '32px' },
  radius: { xs: RADIUS, sm: RADIUS, md: RADIUS, lg: RADIUS, xl: RADIUS },
  defaultRadius: 'sm',
  shadows: { xs: 'none', sm: 'none', md: 'none', lg: 'none', xl: 'none' },
  colors: { accent },
  primaryColor: 'accent',
  primaryShade: 7,
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'sm' } },
    Badge: { defaultProps: { radius: 'xl' } },
    Paper: { defaultProps: { withBorder: true, p: 'md' } },
    Tooltip: { defaultProps: { withArrow: true, openDelay: 250 } },
    Modal: { defaultProps: { centered: true, transitionProps: { duration: 120 } } },
    ModalTitle: { defaultProps: { lh: 1.4 } },
    Table: { defaultProps: { verticalSpacing: 8, horizontalSpacing: 12 } },
    Menu: { defaultProps: { position: 'bottom-end', withinPortal: true } },
  },
});

const meaningVariables = (scheme: 'light' | 'dark'): Record<string, string> =>
  Object.fromEntries(
    Object.entries(MEANINGS).flatMap(([meaning, schemes]) =>
      Object.entries(schemes[scheme]).map(([part, color]) => [`--meaning-${meaning}-${part}`, color]),
    ),
  );

/** Where the components' own greys and reds do not reach the contrast of WCAG AA. */
export const cssVariables: CSSVariablesResolver = () => ({
  // White stands on it in either scheme.
  variables: { '--frame-header': '52px', '--meaning-failed-button': '#b3261e' },
  light: {
    ...meaningVariables('light'),
    '--mantine-color-dimmed': '#565f68',
    '--mantine-color-placeholder': '#6b747c',
    '--mantine-color-error': '#b3261e',
    '--mantine-color-anchor': '#2851b4',
    '--current-background': '#e3ebfb',
    '--page-background': '#ffffff',
    '--quiet-background': '#f7f8f9',
    '--line': '#dfe3e7',
  },
  dark: {
    ...meaningVariables('dark'),
    '--mantine-color-body': '#16181b',
    '--mantine-color-dimmed': '#a3abb4',
    '--mantine-color-placeholder': '#98a1aa',
    '--mantine-color-error': '#ff9c94',
    '--mantine-color-anchor': '#9dbbf5',
    '--current-background': '#24324f',
    '--page-background': '#16181b',
    '--quiet-background': '#1c1f23',
    '--line': '#33383e',
  },
});
