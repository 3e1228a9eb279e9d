/** Milliseconds since the start: on the wall, and on a processor (all threads of this process). */
export function startStopwatch(): () => { readonly milliseconds: number; readonly processor: number } {
  const [wall, used] = [performance.now(), process.cpuUsage()];
  return () => {
    const { user, system } = process.cpuUsage(used);
    return { milliseconds: performance.now() - wall, processor: (user + system) / 1000 };
  };
}
