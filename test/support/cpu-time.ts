/** Milliseconds that a function takes of this process's time, however busy the machine is. */
export function cpuTime(run: () => void): number {
  const start = process.cpuUsage();
  run();
  return process.cpuUsage(start).user / 1000;
}
