import { useEffect, useState } from 'react';

/** True once `on` has been true for so many milliseconds; false at once when it is not. */
export function useDelayed(on: boolean, milliseconds: number): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (!on) {
      setLate(false);
      return;
    }
    const timer = window.setTimeout(() => setLate(true), milliseconds);
    return () => window.clearTimeout(timer);
  }, [on, milliseconds]);
  return on && late;
}
