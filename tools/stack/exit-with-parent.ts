/**
 * Loaded before a service by the local stack: when the stack is gone, even by kill -9, the service stops too, in order,
 * as if it had been told to. Nothing is left running on a developer's machine.
 */
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
process.channel?.unref();
