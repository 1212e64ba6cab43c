import { z } from 'zod';
import { SealedText } from './tip-key.contract.ts';

/** What a report can be about: acts that harm people, and nothing else (data/tips/harms.json has the words). */
export const TipHarm = z
  .enum([
    'violence',
    'abuse',
    'trafficking',
    'theft',
    'fraud',
    'drugs',
    'weapons',
    'gambling',
    'nuisance',
    'traffic',
    'fire',
    'environment',
    'corruption',
  ])
  .meta({ id: 'TipHarm' });
export type TipHarm = z.infer<typeof TipHarm>;

/** How a report came. `web` is the public page; all others were taken down by somebody. */
export const TipChannel = z
  .enum(['web', 'inPerson', 'phone', 'letter', 'hotline', 'other'])
  .meta({ id: 'TipChannel' });
export type TipChannel = z.infer<typeof TipChannel>;

/** Channels that a person takes reports down from. */
export const IntakeChannel = TipChannel.exclude(['web']).meta({ id: 'IntakeChannel' });
export type IntakeChannel = z.infer<typeof IntakeChannel>;

/** What an office finds a report to be in law. */
export const TipClass = z
  .enum([
    /** Tố giác về tội phạm: an individual. */
    'crimeDenunciation',
    /** Tin báo về tội phạm: an agency, an organisation, the media, or an individual's information. */
    'crimeReport',
    /** Kiến nghị khởi tố: a state body in writing. */
    'prosecutionProposal',
    /** Phản ánh, kiến nghị về an ninh, trật tự: no crime. */
    'administrative',
    /** Tố cáo under the law on denunciations: handed over, not handled here. */
    'complaintDenunciation',
    /** For nobody in this system. */
    'notCompetent',
    /** The same matter as another report of this office. */
    'duplicate',
  ])
  .meta({ id: 'TipClass' });
export type TipClass = z.infer<typeof TipClass>;

export const TipOutcome = z
  .enum([
    'prosecuted',
    'noProsecution',
    'suspended',
    'fined',
    'reconciled',
    'prevented',
    'passedOn',
    'unfounded',
  ])
  .meta({ id: 'TipOutcome' });
export type TipOutcome = z.infer<typeof TipOutcome>;

/**
 * received → registered → classified → concluded → closed. `offered`: another office has been asked to take it.
 * `redLine`: closed with the standard answer, its content removed.
 */
export const TipState = z
  .enum(['received', 'registered', 'classified', 'offered', 'concluded', 'closed', 'redLine'])
  .meta({ id: 'TipState' });
export type TipState = z.infer<typeof TipState>;

export const ReadReason = z
  .enum(['duty', 'assigned', 'supervision', 'forwarding', 'handover'])
  .meta({ id: 'ReadReason' });
export type ReadReason = z.infer<typeof ReadReason>;
export const ExtendReason = z.enum(['complex', 'manyPlaces', 'expertise', 'procuracy']);
export const ForwardReason = z.enum(['otherPlace', 'higherLevel', 'conflictOfInterest']);
export const RefuseReason = z.enum(['notOurPlace', 'notOurWork', 'alreadyHere', 'conflictOfInterest']);
export const ReopenReason = z.enum(['newInformation', 'mistake', 'superior']);

/** A note for the members of an office, or a version for others: sealed in the browser, never in words here. */
export const SealedNote = SealedText;
