import { type ReactNode, useState } from 'react';
import { call } from '../../../platform/web/client.ts';
import { useText } from '../../../platform/web/i18n.tsx';
import { useSubmit } from '../../../platform/web/useSubmit.ts';
import { Button, ButtonRow } from '../../../ui/action/Button.tsx';
import { RadioGroup } from '../../../ui/form/Checkbox.tsx';
import { ErrorSummary } from '../../../ui/form/ErrorSummary.tsx';
import { FormStack } from '../../../ui/form/Field.tsx';
import { NumberInput } from '../../../ui/form/NumberInput.tsx';
import { TextArea, TextInput } from '../../../ui/form/TextInput.tsx';
import { Dialog } from '../../../ui/overlay/Dialog.tsx';
import type { Site } from '../model-site.contract.ts';
import { changeModelSite } from '../models.contract.ts';
import { type KindChoice, KindSearch } from './KindSearch.tsx';
import css from './models.module.css';
import { useModelWords } from './models.text.ts';
import { siteText } from './site.text.ts';
import { useSiteToast, useTakeSite } from './useSite.ts';

/** What the office writes about a site beside its steps. */
export function EditDialog({ site, onClose }: { site: Site; onClose: () => void }): ReactNode {
  const text = useText(siteText);
  const words = useModelWords();
  const take = useTakeSite();
  const say = useSiteToast();
  const own: KindChoice = { ...site.kindInfo, aim: site.kindInfo.name };
  const [kind, setKind] = useState<KindChoice | null>(own);
  const [name, setName] = useState(site.name);
  const [coreForce, setCoreForce] = useState(site.coreForce);
  const [responsible, setResponsible] = useState(site.responsible);
  const [teams, setTeams] = useState(site.declaredTeams);
  const [members, setMembers] = useState(site.declaredMembers);
  const [counts, setCounts] = useState<string>(site.counts);
  const [note, setNote] = useState(site.note);
  const form = useSubmit({
    fields: {},
    send: () =>
      call(changeModelSite, {
        params: { id: site.id },
        body: {
          baseRevision: site.revision,
          ...{ name, coreForce, responsible, note, declaredTeams: teams, declaredMembers: members },
          counts: counts === 'listed' ? 'listed' : 'declared',
          ...(kind && kind.id !== site.kind.id ? { kindId: kind.id } : {}),
        },
      }),
    done: (after) => {
      take(after);
      say(text.saved, after);
      onClose();
    },
  });
  return (
    <Dialog open onClose={onClose} title={text.edit} wide>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void form.submit();
        }}
      >
        <ErrorSummary errors={form.summary} />
        <FormStack>
          <KindSearch label={text.kind} value={kind} onChange={setKind} />
          <TextInput
            label={text.name}
            help={text.nameHelp}
            optional
            value={name}
            onChange={setName}
            maxLength={200}
          />
          <TextInput label={text.core} optional value={coreForce} onChange={setCoreForce} maxLength={200} />
          <TextInput
            label={text.responsible}
            optional
            value={responsible}
            onChange={setResponsible}
            maxLength={200}
          />
          <div className={css.pair}>
            <NumberInput label={text.teams} optional value={teams} onChange={setTeams} />
            <NumberInput label={text.members} optional value={members} onChange={setMembers} />
          </div>
          <RadioGroup
            label={text.counted}
            value={counts}
            onChange={setCounts}
            choices={[
              { value: 'declared', label: text.declared, help: text.declaredHelp },
              { value: 'listed', label: text.listed, help: text.listedHelp },
            ]}
          />
          <TextArea label={text.note} optional value={note} onChange={setNote} maxLength={4000} />
          <ButtonRow>
            <Button kind="primary" type="submit" busy={form.busy}>
              {words.save}
            </Button>
            <Button onClick={onClose}>{words.cancel}</Button>
          </ButtonRow>
        </FormStack>
      </form>
    </Dialog>
  );
}
