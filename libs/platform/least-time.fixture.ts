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

/** As `leastCpuMs`, of the clock: for work that must not wait for anything. */
export async function leastMs(enough: number, work: () => Promise<unknown>): Promise<number> {
  let least = Infinity;
  for (let attempt = 0; attempt < TRIES && least >= enough; attempt += 1) {
    const startedAt = performance.now();
    await work();
    least = Math.min(least, performance.now() - startedAt);
  }
  return least;
}
