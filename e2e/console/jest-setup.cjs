/** One system for the whole console suite, in a process of its own; the workers find it in CONSOLE_DEMO. */
module.exports = async () => {
  const { runDemoSystem } = require('../../dist/e2e/console/run-demo-system.js');
  const running = await runDemoSystem();
  process.env.CONSOLE_DEMO = JSON.stringify(running.demo);
  globalThis.stopConsoleDemo = running.stop;
};
