/**
 * Counts what the answers of the program weigh on the network: compressed, with their headers, as the browser measured
 * them. Gives back how to stop. A browser that does not measure counts nothing of answers.
 */
export function watchTraffic(count: (bytes: number) => void): () => void {
  if (!globalThis.PerformanceObserver?.supportedEntryTypes?.includes('resource')) return () => undefined;
  const observer = new PerformanceObserver((list) => {
    const answers = (list.getEntries() as PerformanceResourceTiming[]).filter(({ name }) =>
      new URL(name).pathname.startsWith('/api/'),
    );
    const bytes = answers.reduce((sum, one) => sum + (one.transferSize || one.encodedBodySize), 0);
    if (bytes > 0) count(bytes);
  });
  observer.observe({ type: 'resource' });
  return () => observer.disconnect();
}
