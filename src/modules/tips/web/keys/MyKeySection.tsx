import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { call } from '../../../../platform/web/client.ts';
import { formatInstant } from '../../../../platform/web/format.ts';
import { useText } from '../../../../platform/web/i18n.tsx';
import { problemText } from '../../../../platform/web/problem.ts';
import { Button, ButtonRow } from '../../../../ui/action/Button.tsx';
import { Banner } from '../../../../ui/feedback/Banner.tsx';
import { Skeleton } from '../../../../ui/feedback/Spinner.tsx';
import { StatusTag } from '../../../../ui/feedback/StatusTag.tsx';
import { useUiLanguage } from '../../../../ui/language.ts';
import { DescriptionList } from '../../../../ui/layout/DescriptionList.tsx';
import { Section } from '../../../../ui/layout/PageHeader.tsx';
import { TaskList } from '../../../../ui/layout/TaskList.tsx';
import { VisuallyHidden } from '../../../../ui/layout/VisuallyHidden.tsx';
import { Dialog } from '../../../../ui/overlay/Dialog.tsx';
import { useToast } from '../../../../ui/overlay/Toast.tsx';
import { addMyTipLock, type MemberKey, removeMyTipLock } from '../../tip-member-key.contract.ts';
import { Fingerprint } from './Fingerprint.tsx';
import { forgetSecret, useMySecret } from './held-secret.ts';
import css from './keys.module.css';
import { keysText } from './keys.text.ts';
import { MakeKey, PassphraseForm } from './MakeKey.tsx';
import { myKeyQuery } from './tip-queries.ts';
import { UnlockForm } from './Unlock.tsx';

/** The person's own key: made, opened, locked, and the ways to open it. */
export function MyKeySection(): ReactNode {
  const text = useText(keysText);
  const language = useUiLanguage();
  const { data: key, error } = useQuery(myKeyQuery);
  const mine = useMySecret();
  if (error) return <Banner tone="error">{problemText(error, language)}</Banner>;
  if (key === undefined) return <Skeleton lines={4} />;
  if (key === null)
    return (
      <Section title={text.noKey} lead={text.noKeyHelp}>
        <MakeKey replaces={null} />
      </Section>
    );
  return (
    <Section title={text.myKey}>
      <div className={css.stack}>
        {mine === undefined ? (
          <>
            <StatusTag state="waiting">{text.locked}</StatusTag>
            <UnlockForm memberKey={key} />
          </>
        ) : (
          <>
            <StatusTag state="active">{text.open}</StatusTag>
            <ButtonRow>
              <Button icon="lock" onClick={forgetSecret}>
                {text.lock}
              </Button>
            </ButtonRow>
          </>
        )}
        <div className={css.full}>
          <DescriptionList
            items={[{ term: text.fingerprint, value: <Fingerprint recipient={key.recipient} /> }]}
          />
          <p className={css.quiet}>{text.fingerprintHelp}</p>
        </div>
      </div>
      <Locks memberKey={key} secret={mine} />
      <Forgotten memberKey={key} />
    </Section>
  );
}

function Locks({ memberKey, secret }: { memberKey: MemberKey; secret: string | undefined }): ReactNode {
  const text = useText(keysText);
  const language = useUiLanguage();
  const client = useQueryClient();
  const toast = useToast();
  const [isAdding, setAdding] = useState(false);
  const reload = (): Promise<void> => client.invalidateQueries({ queryKey: myKeyQuery.queryKey });

  async function attempt(work: () => Promise<void>, done: string, otherwise?: string): Promise<void> {
    try {
      await work();
      toast({ text: done });
      await reload();
    } catch (error) {
      toast({ tone: 'error', text: otherwise ?? problemText(error, language) });
    }
  }
  async function add(kind: 'passphrase' | 'passkey', name: string, sealed: string): Promise<void> {
    const { randomId } = await import('../../crypto/bytes.ts');
    await call(addMyTipLock, { body: { id: randomId(), kind, name, sealed } });
  }
  async function addPasskey(): Promise<void> {
    if (secret === undefined) return void toast({ tone: 'error', text: text.openFirst });
    await attempt(
      async () => {
        const { lockWithPasskey } = await import('../../crypto/member-passkey.ts');
        await add('passkey', text.passkeyName, await lockWithPasskey(secret, 'Tiếng Mõ: tin báo'));
      },
      text.lockAdded,
      text.passkeyStopped,
    );
  }
  return (
    <Section title={text.locks} level={3}>
      <TaskList
        items={memberKey.locks.map((lock) => ({
          key: lock.id,
          title: lock.kind === 'passphrase' ? text.lockPassphrase : lock.name,
          note: text.lockMade(formatInstant(lock.madeAt, language)),
          action: memberKey.locks.length > 1 && (
            <Button
              small
              onClick={() =>
                void attempt(() => call(removeMyTipLock, { params: { id: lock.id } }), text.lockRemoved)
              }
            >
              {text.remove} <VisuallyHidden>{lock.name}</VisuallyHidden>
            </Button>
          ),
        }))}
      />
      {secret !== undefined && (
        <ButtonRow>
          <Button small icon="plus" onClick={() => setAdding(true)}>
            {text.addPassphrase}
          </Button>
          {'PublicKeyCredential' in window && (
            <Button small icon="plus" onClick={() => void addPasskey()}>
              {text.addPasskey}
            </Button>
          )}
        </ButtonRow>
      )}
      <Dialog open={isAdding} onClose={() => setAdding(false)} title={text.addPassphrase}>
        <PassphraseForm
          action={text.addPassphrase}
          onReady={async (passphrase) => {
            const { lockWithPassphrase } = await import('../../crypto/member-lock.ts');
            await add('passphrase', text.lockPassphrase, await lockWithPassphrase(secret ?? '', passphrase));
            setAdding(false);
            toast({ text: text.lockAdded });
            await reload();
          }}
        />
      </Dialog>
    </Section>
  );
}

/** The way on for whoever forgot: a new key, and being admitted again. */
function Forgotten({ memberKey }: { memberKey: MemberKey }): ReactNode {
  const text = useText(keysText);
  const [isOpen, setOpen] = useState(false);
  return (
    <Section title={text.forgot} lead={text.forgotHelp} level={3}>
      <ButtonRow>
        <Button kind="danger" onClick={() => setOpen(true)}>
          {text.replace}
        </Button>
      </ButtonRow>
      <Dialog open={isOpen} onClose={() => setOpen(false)} title={text.replaceTitle}>
        <div className={css.stack}>
          <Banner tone="warn">{text.replaceWarn}</Banner>
          <MakeKey replaces={memberKey.recipient} onMade={() => setOpen(false)} />
        </div>
      </Dialog>
    </Section>
  );
}
