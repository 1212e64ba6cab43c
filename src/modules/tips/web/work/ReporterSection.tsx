import { type ReactNode, useEffect, useState } from 'react';
import { call } from '../../../../platform/web/client.ts';
import { useText } from '../../../../platform/web/i18n.tsx';
import { problemText } from '../../../../platform/web/problem.ts';
import { Button, ButtonRow } from '../../../../ui/action/Button.tsx';
import { useUiLanguage } from '../../../../ui/language.ts';
import { DescriptionList } from '../../../../ui/layout/DescriptionList.tsx';
import { Section } from '../../../../ui/layout/PageHeader.tsx';
import { Dialog } from '../../../../ui/overlay/Dialog.tsx';
import { useToast } from '../../../../ui/overlay/Toast.tsx';
import { replaceReporter } from '../../tip-intake.contract.ts';
import { ReporterFields } from './ReporterFields.tsx';
import type { Reporter } from './reporter.ts';
import type { TipPart } from './TipContent.tsx';
import { tipText } from './tip.text.ts';
import type { OpenedTip } from './useOpenedTip.ts';
import { VaultDialog } from './VaultDialog.tsx';
import css from './work.module.css';

interface Props extends TipPart {
  readonly hasContact: boolean;
  readonly content: OpenedTip;
}

/** Who reported and how to reach him: both apart from the content, each opening with its own line in the read log. */
export function ReporterSection(props: Props): ReactNode {
  const text = useText(tipText);
  const { work } = props;
  if (work.contentRemoved || work.isOfferedToUs) return null;
  if (work.hasReporter) return <Vault {...props} />;
  if (work.channel !== 'web') return null;
  return (
    <Section title={text.reporter}>
      {props.hasContact ? <ContactPart {...props} /> : <p className={css.second}>{text.noContact}</p>}
    </Section>
  );
}

function ContactPart({ work, opened, content }: Props): ReactNode {
  const text = useText(tipText);
  const language = useUiLanguage();
  const toast = useToast();
  const [words, setWords] = useState<string | undefined>();
  const first = content.messages?.[0];
  useEffect(() => {
    if (opened === undefined) setWords(undefined);
  }, [opened]);
  async function open(): Promise<void> {
    if (!opened || !first || content.reason === undefined)
      return void toast({ tone: 'error', text: text.mustOpen });
    try {
      const { readContact } = await import('./open-tip.ts');
      setWords((await readContact(work.id, first, opened, content.reason)) ?? text.contactBad);
    } catch (error) {
      toast({ tone: 'error', text: problemText(error, language) });
    }
  }
  if (words === undefined)
    return (
      <div className={css.stack}>
        <p>{text.contact}</p>
        <Button small icon="lock" disabled={first === undefined} onClick={() => void open()}>
          {text.openContact}
        </Button>
      </div>
    );
  return (
    <div className={css.person}>
      <p className={css.body}>{words}</p>
      <Button small kind="quiet" onClick={() => setWords(undefined)}>
        {text.hide}
      </Button>
    </div>
  );
}

function Vault(props: Props): ReactNode {
  const text = useText(tipText);
  const [isAsking, setAsking] = useState(false);
  const [found, setFound] = useState<{ reporter: Reporter; line: number } | undefined>();
  const { opened } = props;
  useEffect(() => {
    if (opened === undefined) setFound(undefined);
  }, [opened]);
  return (
    <Section title={text.vault} lead={text.vaultHelp}>
      {found === undefined ? (
        <ButtonRow>
          <Button small icon="lock" disabled={opened === undefined} onClick={() => setAsking(true)}>
            {text.openVault}
          </Button>
        </ButtonRow>
      ) : (
        <Person {...props} found={found} onClose={() => setFound(undefined)} />
      )}
      {isAsking && <VaultDialog {...props} onClose={() => setAsking(false)} onFound={setFound} />}
    </Section>
  );
}

function Person(
  props: TipPart & { found: { reporter: Reporter; line: number }; onClose: () => void },
): ReactNode {
  const text = useText(tipText);
  const language = useUiLanguage();
  const toast = useToast();
  const [edited, setEdited] = useState<Reporter | undefined>();
  const [isErasing, setErasing] = useState(false);
  const { reporter, line } = props.found;

  async function replace(next: Reporter | null, done: string): Promise<void> {
    const key = props.opened?.newest?.key;
    if (!key) return void toast({ tone: 'error', text: text.mustOpen });
    try {
      const { sealReporter } = await import('./reporter.ts');
      const sealed = next === null ? null : await sealReporter(next, key.recipient);
      await call(replaceReporter, {
        params: { id: props.work.id },
        body: { epoch: key.epoch, reporter: sealed },
      });
      toast({ text: done });
      props.onClose();
      await props.reload();
    } catch (error) {
      toast({ tone: 'error', text: problemText(error, language) });
    }
  }
  return (
    <div className={css.person}>
      <DescriptionList
        items={[
          { term: text.name, value: reporter.name || text.notGiven },
          { term: text.phone, value: reporter.phone || text.notGiven },
          { term: text.address, value: reporter.address || text.notGiven },
        ]}
      />
      <p className={css.second}>{text.line(line)}</p>
      <ButtonRow>
        <Button small onClick={props.onClose}>
          {text.hide}
        </Button>
        <Button small kind="quiet" onClick={() => setEdited(reporter)}>
          {text.correct}
        </Button>
        <Button small kind="quiet" onClick={() => setErasing(true)}>
          {text.erase}
        </Button>
      </ButtonRow>
      <Dialog
        open={edited !== undefined}
        onClose={() => setEdited(undefined)}
        title={text.correct}
        actions={
          <Button kind="primary" onClick={() => edited && void replace(edited, text.saved)}>
            {text.save}
          </Button>
        }
      >
        {edited && <ReporterFields reporter={edited} onChange={setEdited} />}
      </Dialog>
      <Dialog
        open={isErasing}
        onClose={() => setErasing(false)}
        title={text.eraseTitle}
        actions={
          <>
            <Button kind="danger" onClick={() => void replace(null, text.erased)}>
              {text.erase}
            </Button>
            <Button onClick={() => setErasing(false)}>{text.cancel}</Button>
          </>
        }
      >
        {text.eraseWarn}
      </Dialog>
    </div>
  );
}
