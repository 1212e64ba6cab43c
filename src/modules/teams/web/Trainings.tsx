import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { v7 as uuidv7 } from 'uuid';
import { call } from '../../../platform/web/client.ts';
import { formatDate, formatNumber } from '../../../platform/web/format.ts';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { problemText } from '../../../platform/web/problem.ts';
import { useSubmit } from '../../../platform/web/useSubmit.ts';
import { Button } from '../../../ui/action/Button.tsx';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { Checkbox } from '../../../ui/form/Checkbox.tsx';
import { DateInput } from '../../../ui/form/DateInput.tsx';
import { ErrorSummary } from '../../../ui/form/ErrorSummary.tsx';
import { FormStack } from '../../../ui/form/Field.tsx';
import { NumberInput } from '../../../ui/form/NumberInput.tsx';
import { TextInput } from '../../../ui/form/TextInput.tsx';
import { Section } from '../../../ui/layout/PageHeader.tsx';
import { Drawer } from '../../../ui/overlay/Dialog.tsx';
import { useToast } from '../../../ui/overlay/Toast.tsx';
import { localToday } from '../../areas/web/AddHamlets.tsx';
import type { Team, TeamTraining } from '../team.contract.ts';
import { addTeamTraining, removeTeamTraining } from '../teams.contract.ts';
import css from './teams.module.css';
import { teamsText } from './teams.text.ts';
import { teamsChanged } from './useTeams.ts';

/** The trainings of a team, and a way to enter one. */
export function TrainingsSection({ team, mayEdit }: { team: Team; mayEdit: boolean }): ReactNode {
  const text = useText(teamsText);
  const [adding, setAdding] = useState(false);
  return (
    <Section
      title={text.trainings}
      action={
        mayEdit &&
        team.members.length > 0 && (
          <Button icon="plus" onClick={() => setAdding(true)}>
            {text.addTraining}
          </Button>
        )
      }
    >
      {team.trainings.length === 0 ? (
        <EmptyState title={text.noTrainings}>{text.noTrainingsWords}</EmptyState>
      ) : (
        <ul className={css.list}>
          {team.trainings.map((training) => (
            <Training key={training.id} team={team} training={training} mayEdit={mayEdit} />
          ))}
        </ul>
      )}
      {adding && <TrainingDrawer team={team} onClose={() => setAdding(false)} />}
    </Section>
  );
}

function Training(props: { team: Team; training: TeamTraining; mayEdit: boolean }): ReactNode {
  const text = useText(teamsText);
  const [language] = useLanguage();
  const client = useQueryClient();
  const toast = useToast();
  const { team, training } = props;
  async function remove(): Promise<void> {
    try {
      const params = { id: team.id, trainingId: training.id };
      await teamsChanged(client, await call(removeTeamTraining, { params }));
      const undo = async (): Promise<void> => {
        const body = { ...training, id: uuidv7() };
        await teamsChanged(client, await call(addTeamTraining, { params: { id: team.id }, body }));
      };
      toast({ text: text.trainingRemoved, undo });
    } catch (error) {
      toast({ tone: 'error', text: problemText(error, language) });
    }
  }
  const facts = [
    text.attendedCount(formatNumber(training.personIds.length, language)),
    training.hours === null
      ? ''
      : `${formatNumber(training.hours, language, Number.isInteger(training.hours) ? 0 : 1)} ${text.hoursUnit}`,
    training.heldBy,
  ];
  return (
    <li className={css.item}>
      <div>
        <h3>{training.topic}</h3>
        <p className={css.quiet}>
          {formatDate(training.day, language)} · {facts.filter(Boolean).join(' · ')}
        </p>
      </div>
      {props.mayEdit && (
        <Button small kind="quiet" onClick={() => void remove()}>
          {text.removeTraining}
        </Button>
      )}
    </li>
  );
}

function TrainingDrawer({ team, onClose }: { team: Team; onClose: () => void }): ReactNode {
  const text = useText(teamsText);
  const client = useQueryClient();
  const toast = useToast();
  const [id] = useState(() => uuidv7());
  const [day, setDay] = useState(localToday());
  const [topic, setTopic] = useState('');
  const [hours, setHours] = useState<number | null>(null);
  const [heldBy, setHeldBy] = useState('');
  const present = team.members.filter((member) => member.leftOn === null || member.leftOn > day);
  const [absent, setAbsent] = useState<ReadonlySet<string>>(new Set());
  const people = [...new Map(present.map((member) => [member.person.id, member.person])).values()];
  const personIds = people.map((person) => person.id).filter((each) => !absent.has(each));
  const form = useSubmit({
    fields: { day: { id: 'training-day' }, topic: { id: 'training-topic' }, hours: { id: 'training-hours' } },
    send: () =>
      call(addTeamTraining, {
        params: { id: team.id },
        body: { id, day, topic: topic.trim(), hours, heldBy, personIds },
      }),
    done: async (after) => {
      await teamsChanged(client, after);
      const undo = async (): Promise<void> => {
        const params = { id: team.id, trainingId: id };
        await teamsChanged(client, await call(removeTeamTraining, { params }));
      };
      toast({ text: text.saved, undo });
      onClose();
    },
  });
  const save = (): void =>
    void form.submit({
      day: day === '' ? text.needsDay : undefined,
      topic: topic.trim() === '' ? text.needsTopic : undefined,
      personIds: personIds.length === 0 ? text.needsPeople : undefined,
    });
  function attend(person: string, here: boolean): void {
    const next = new Set(absent);
    if (here) next.delete(person);
    else next.add(person);
    setAbsent(next);
  }
  return (
    <Drawer
      open
      onClose={onClose}
      title={text.addTraining}
      actions={
        <>
          <Button kind="primary" busy={form.busy} onClick={save}>
            {text.saveTraining}
          </Button>
          <Button onClick={onClose}>{text.cancel}</Button>
        </>
      }
    >
      <ErrorSummary errors={form.summary} />
      <FormStack>
        <DateInput
          id="training-day"
          label={text.trainingDay}
          value={day}
          onChange={setDay}
          error={form.errorOf('day')}
        />
        <TextInput
          id="training-topic"
          label={text.topic}
          value={topic}
          onChange={setTopic}
          error={form.errorOf('topic')}
        />
        <NumberInput
          id="training-hours"
          label={text.hours}
          unit={text.hoursUnit}
          decimals={1}
          optional
          value={hours}
          onChange={setHours}
          error={form.errorOf('hours')}
        />
        <TextInput label={text.heldBy} optional value={heldBy} onChange={setHeldBy} />
        <fieldset className={css.stack}>
          <legend>{text.attended}</legend>
          {people.map((person) => (
            <Checkbox
              key={person.id}
              label={person.name}
              checked={!absent.has(person.id)}
              onChange={(here) => attend(person.id, here)}
            />
          ))}
        </fieldset>
      </FormStack>
    </Drawer>
  );
}
