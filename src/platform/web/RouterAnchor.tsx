import { useRouter } from '@tanstack/react-router';
import type { MouseEvent, ReactNode } from 'react';
import type { AnchorProps } from '../../ui/action/Link.tsx';

/**
 * The anchor that the kit uses inside the app: a plain press goes through the router, everything else (new tab,
 * download, another site, Ctrl) stays the browser's.
 */
export function RouterAnchor(props: AnchorProps): ReactNode {
  const router = useRouter();

  function onClick(event: MouseEvent<HTMLAnchorElement>): void {
    props.onClick?.(event);
    const modified = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0;
    const ours = props.href.startsWith('/') && !props.href.startsWith('/api/');
    if (event.defaultPrevented || modified || props.target || props.download !== undefined || !ours) return;
    event.preventDefault();
    router.history.push(props.href);
  }

  // biome-ignore lint/a11y/noStaticElementInteractions: href comes with the props; Enter fires click on a link
  // biome-ignore lint/a11y/useKeyWithClickEvents: as above
  // biome-ignore lint/a11y/useValidAnchor: as above
  return <a {...props} onClick={onClick} />;
}
