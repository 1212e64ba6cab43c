import {
  type AnchorHTMLAttributes,
  type ComponentType,
  createContext,
  type ReactNode,
  useContext,
} from 'react';
import { cx } from '../cx.ts';
import css from './Link.module.css';

export type AnchorProps = AnchorHTMLAttributes<HTMLAnchorElement> & { href: string };

function PlainAnchor(props: AnchorProps): ReactNode {
  return <a {...props} />;
}

const AnchorContext = createContext<ComponentType<AnchorProps>>(PlainAnchor);

/** Tells the kit which anchor follows links without loading the page anew (see platform/web/RouterAnchor.tsx). */
export function AnchorProvider(props: {
  anchor: ComponentType<AnchorProps>;
  children: ReactNode;
}): ReactNode {
  return <AnchorContext value={props.anchor}>{props.children}</AnchorContext>;
}

/** An anchor without the kit's link style, for rows, tabs and menu items. */
export function Anchor(props: AnchorProps): ReactNode {
  const Chosen = useContext(AnchorContext);
  return <Chosen {...props} />;
}

/** A link in running text or alone. `quiet` shows the line under it only on hover (use where all is links). */
export function Link({
  quiet,
  className,
  ...rest
}: AnchorProps & { quiet?: boolean | undefined }): ReactNode {
  return <Anchor {...rest} className={cx(css.link, quiet && css.quiet, className)} />;
}
