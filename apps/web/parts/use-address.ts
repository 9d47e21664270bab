import { useSearchParams } from 'react-router-dom';

/**
 * The query in the address bar. A change starts from what the bar holds now, not from what was drawn last: of two
 * quick choices on a slow machine the second would else undo the first.
 */
export function useAddress(): [URLSearchParams, (change: (now: URLSearchParams) => URLSearchParams) => void] {
  const [address, setAddress] = useSearchParams();
  return [address, (change) => setAddress(change(new URLSearchParams(window.location.search)))];
}
