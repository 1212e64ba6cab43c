import type { ReactNode } from 'react';
import { useText } from '../../../platform/web/i18n.tsx';
import { ButtonLink } from '../../../ui/action/Button.tsx';
import { useMay } from '../../accounts/web/me.ts';
import { importsText } from './imports.text.ts';

/** The way to the page that takes workbooks in; nothing for whoever may not. */
export function ImportLink({ small }: { small?: boolean | undefined }): ReactNode {
  const text = useText(importsText);
  const may = useMay();
  if (!may('imports.use')) return null;
  return (
    <ButtonLink href="/so/nhap" icon="upload" small={small}>
      {text.importBook}
    </ButtonLink>
  );
}
