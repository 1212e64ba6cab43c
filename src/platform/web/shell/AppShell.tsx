import { type ReactNode, useState } from 'react';
import { Anchor } from '../../../ui/action/Link.tsx';
import { cx } from '../../../ui/cx.ts';
import { Icon, type IconName } from '../../../ui/Icon.tsx';
import { SkipLink } from '../../../ui/layout/SkipLink.tsx';
import { Drawer } from '../../../ui/overlay/Dialog.tsx';
import { useText } from '../i18n.tsx';
import { PageAnnouncer } from '../page.tsx';
import css from './AppShell.module.css';
import { Logo, Mark } from './Logo.tsx';
import { DisplayMenu, DisplaySwitches } from './Switches.tsx';
import { shellText } from './shell.text.ts';

export interface ShellItem {
  label: string;
  to: string;
  icon: IconName;
  /** Other addresses that belong to it, each with what lies below. */
  also?: readonly string[];
  /** Things that wait there. */
  count?: number | undefined;
}

export interface AppShellProps {
  /** Only what this person can use; the first four stand at the bottom of a phone, the rest behind "Thêm". */
  items: readonly ShellItem[];
  /** The path of the page, to mark its item. */
  path: string;
  /** The place that is worked for: "Xã Hiệp Hòa, Bắc Ninh". */
  place?: ReactNode;
  /** Name, account page, sign out: usually a Menu. */
  user?: ReactNode;
  /** A line above everything, such as "dữ liệu mẫu". */
  notice?: ReactNode;
  children: ReactNode;
}

const onPhone = 4;

/** The frame of every page after signing in. Paper shows only the page. */
export function AppShell(props: AppShellProps): ReactNode {
  const text = useText(shellText);
  const current = currentOf(props.items, props.path);
  return (
    <PageAnnouncer>
      <SkipLink />
      {props.notice && (
        <div className={css.notice} data-print="hide">
          {props.notice}
        </div>
      )}
      <div className={css.shell}>
        <header className={css.side} data-print="hide">
          <Anchor href="/" className={css.logo} aria-label={text.home}>
            <Logo />
          </Anchor>
          {props.place && <p className={css.place}>{props.place}</p>}
          <nav aria-label={text.menu} className={css.nav}>
            <ul className={css.list}>
              {props.items.map((item) => (
                <li key={item.to}>
                  <ItemLink item={item} current={current} />
                </li>
              ))}
            </ul>
          </nav>
          <div className={css.tools}>
            <span className={css.display}>
              <DisplayMenu align="end" />
            </span>
            {props.user}
          </div>
        </header>
        <main id="main" tabIndex={-1} className={css.main}>
          {props.children}
        </main>
        <PhoneBar {...props} />
      </div>
    </PageAnnouncer>
  );
}

/** The address of the item that the page belongs to: of `/so` and `/so/tip` the longer one that fits. */
function currentOf(items: readonly ShellItem[], path: string): string | undefined {
  const covers = (to: string): boolean => path === to || (to !== '/' && path.startsWith(`${to}/`));
  const within = items.filter((item) => covers(item.to) || item.also?.some(covers));
  return within.sort((a, b) => b.to.length - a.to.length)[0]?.to;
}

function ItemLink(props: {
  item: ShellItem;
  current: string | undefined;
  onClick?: (() => void) | undefined;
}): ReactNode {
  const { item } = props;
  return (
    <Anchor
      href={item.to}
      className={css.item}
      aria-current={item.to === props.current ? 'page' : undefined}
      onClick={props.onClick}
    >
      <Icon name={item.icon} />
      <span className={css.word}>{item.label}</span>
      {item.count !== undefined && item.count > 0 && <span className={css.count}>{item.count}</span>}
    </Anchor>
  );
}

function PhoneBar(props: AppShellProps): ReactNode {
  const text = useText(shellText);
  const [open, setOpen] = useState(false);
  const close = (): void => setOpen(false);
  const current = currentOf(props.items, props.path);
  const first = props.items.slice(0, onPhone);
  const rest = props.items.slice(onPhone);
  return (
    <>
      <nav aria-label={text.menu} className={css.bar} data-print="hide">
        {first.map((item) => (
          <ItemLink key={item.to} item={item} current={current} />
        ))}
        <button
          type="button"
          className={cx(css.item, rest.some((item) => item.to === current) && css.within)}
          aria-haspopup="dialog"
          onClick={() => setOpen(true)}
        >
          <Icon name="more" />
          <span className={css.word}>{text.more}</span>
        </button>
      </nav>
      <Drawer open={open} onClose={close} title={text.more}>
        <div className={css.drawer}>
          <ul className={css.list}>
            {rest.map((item) => (
              <li key={item.to}>
                <ItemLink item={item} current={current} onClick={close} />
              </li>
            ))}
          </ul>
          <DisplaySwitches />
        </div>
      </Drawer>
    </>
  );
}

/** The frame of pages before signing in: set-up, sign-in, one-time links. One column, nothing to get lost in. */
export function PlainShell({
  children,
  wide,
}: {
  children: ReactNode;
  wide?: boolean | undefined;
}): ReactNode {
  return (
    <PageAnnouncer>
      <SkipLink />
      <div className={cx(css.plain, wide && css.wide)}>
        <header className={css.plainHead} data-print="hide">
          <span className={css.plainLogo}>
            <Mark size="2.6rem" />
            <span>Tiếng Mõ</span>
          </span>
          <DisplayMenu align="end" />
        </header>
        <main id="main" tabIndex={-1} className={css.plainMain}>
          {children}
        </main>
      </div>
    </PageAnnouncer>
  );
}
