/** CPU of this process that a piece of work takes, in ms. */
export function cpuMs(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

const TRIES = 10;

/** The least CPU of up to ten tries, in ms: on a shared machine a single try says little. Ends with the first below `enough`. */
export function leastCpuMs(enough: number, work: () => void): number {
  let least = Infinity;
  for (let attempt = 0; attempt < TRIES && least >= enough; attempt += 1) least = Math.min(least, cpuMs(work));
  return least;
}
