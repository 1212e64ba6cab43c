import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';

/** A place within this site to return to; anything else is the desk. Another site's address is never followed. */
export function returnPath(given: string | undefined): string {
  return given !== undefined && /^\/(?![/\\])/.test(given) && !given.startsWith('/dang-nhap') ? given : '/';
}

/** Forgets what the page knew as nobody and goes where the person wanted to be. */
export function useEnter(): (to?: string) => void {
  const client = useQueryClient();
  const router = useRouter();
  return (to) => {
    client.clear();
    router.history.push(returnPath(to));
  };
}
