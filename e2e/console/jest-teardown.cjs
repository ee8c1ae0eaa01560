module.exports = async () => {
  await globalThis.stopConsoleDemo?.();
};
