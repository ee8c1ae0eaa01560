import { notifications } from '@mantine/notifications';
import { toProblem } from '../api/problem';

/** What happened, to what, what now: `3 calls are read again. They appear here as a job of their own.` */
export const notify = (title: string, message = ''): void => {
  notifications.show({ title, message, autoClose: 6_000, closeButtonProps: { 'aria-label': 'Close' } });
};

/** For what fails apart from any form or dialog; where there is a place for it, ProblemAlert stands there. */
export const notifyProblem = (error: unknown): void => {
  const { title, detail } = toProblem(error);
  notifications.show({
    title,
    message: detail,
    color: 'var(--meaning-failed-fill)',
    autoClose: false,
    closeButtonProps: { 'aria-label': 'Close' },
  });
};
