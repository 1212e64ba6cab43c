import type { EntryValues } from '../../modules/activities/field.contract.ts';
import { addDays, type Day } from '../../platform/dates.ts';
import type { Dice } from './dice.rules.ts';

/** An entry without its place. */
export interface Drawn {
  readonly form: string;
  readonly values: EntryValues;
}

type Draw = (dice: Dice, day: Day) => Drawn | undefined;

const patrol: Draw = (dice, day) => {
  const hour = dice.pick([15, 19, 20, 20, 21, 21, 22]);
  const minute = dice.pick(['00', '15', '30', '45']);
  const incidents = dice.chance(0.06) ? dice.between(1, 2) : 0;
  const route = dice.pick([
    'Đường trục thôn, nhà văn hóa, bờ kênh',
    'Các ngõ xóm, sân bóng, cổng làng',
    'Khu trường học, chợ, đường liên thôn',
    'Trạm bơm, cánh đồng, đường gom',
  ]);
  const content =
    incidents === 0
      ? ''
      : dice.pick([
          'Nhắc nhở nhóm thanh niên tụ tập khuya, đã giải tán.',
          'Hai xe va chạm nhẹ ở ngã ba, giúp đưa vào lề.',
          'Mất trộm gà, đã báo Công an xã.',
          'Hàng xóm cãi nhau, đã can ngăn.',
        ]);
  return {
    form: 'patrol',
    values: {
      day,
      startTime: `${hour}:${minute}`,
      endTime: `${hour + 1}:${minute}`,
      patrollers: dice.between(3, 9),
      route,
      ...(incidents > 0 ? { incidents, content } : {}),
    },
  };
};

const mediation: Draw = (dice, day) => {
  const outcome = dice.pick(['agreed', 'agreed', 'agreed', 'agreed', 'notAgreed', 'inProgress', 'referred']);
  const isClosed = outcome === 'agreed' || outcome === 'notAgreed';
  const disputeKind = dice.pick(['land', 'land', 'civil', 'family', 'environment', 'other']);
  const mediatedBy = dice.pick(['mediationTeam', 'mediationTeam', 'selfManagedGroup']);
  // Ended on the day or the day before it was received would be wrong; on a later day it could be in the future.
  return sometimes(dice, 0.09, {
    form: 'mediation',
    values: { receivedOn: day, disputeKind, mediatedBy, outcome, ...(isClosed ? { closedOn: day } : {}) },
  });
};

const tip: Draw = (dice, day) => {
  const valuable = dice.chance(0.62);
  const tipKind = dice.pick([
    'theft',
    'fraud',
    'fraud',
    'drugs',
    'gambling',
    'nuisance',
    'traffic',
    'environment',
  ]);
  const channel = dice.pick(['inPerson', 'phone', 'zalo', 'zalo', 'vneid', 'box']);
  const outcome = valuable ? dice.pick(['handled', 'forwarded', 'verifying']) : 'unfounded';
  return sometimes(dice, 0.14, {
    form: 'tip',
    values: { receivedOn: day, tipKind, channel, valuable, outcome },
  });
};

const outreach: Draw = (dice, day) => {
  const channel = dice.pick(['meeting', 'loudspeaker', 'mobile', 'leafleting', 'houseVisit']);
  const topic = dice.pick([
    'crime',
    'drugs',
    'onlineFraud',
    'onlineFraud',
    'traffic',
    'fire',
    'weapons',
    'movement',
  ]);
  const attendance = channel === 'loudspeaker' ? 0 : dice.between(25, 160);
  const leaflets = channel === 'leafleting' ? dice.between(20, 80) : 0;
  const values = {
    day,
    channel,
    topic,
    ...(attendance > 0 ? { attendance } : {}),
    ...(leaflets > 0 ? { leaflets } : {}),
  };
  return sometimes(dice, 0.03, { form: 'outreach', values });
};

const post: Draw = (dice, day) => {
  const topic = dice.pick(['onlineFraud', 'drugs', 'traffic', 'fire', 'movement']);
  const values = { day, channel: 'socialMedia', topic, posts: dice.between(1, 3) };
  return sometimes(dice, 0.7, { form: 'outreach', values });
};

const training: Draw = (dice, day) => {
  const content = dice.pick([
    'Kỹ năng tuần tra, xử lý tình huống',
    'Phòng cháy, chữa cháy tại khu dân cư',
    'Kỹ năng hòa giải ở cơ sở',
  ]);
  const audience = dice.pick(['securityTeam', 'securityTeam', 'selfManagedGroup', 'mediator', 'hamletBoard']);
  const values = { day, content, audience, attendance: dice.between(35, 90) };
  return sometimes(dice, 0.13, { form: 'training', values });
};

const launch: Draw = (dice, day) => {
  const values = {
    launchedOn: addDays(day, 0),
    kind: dice.pick(['Camera an ninh', 'Tiếng kẻng an ninh']),
    coreForce: 'Tổ bảo vệ an ninh, trật tự',
    teams: 1,
    members: dice.between(8, 16),
  };
  return sometimes(dice, 0.003, { form: 'modelSite', values });
};

const meeting: Draw = (dice, day) => {
  const meetingKind = dice.pick(['team', 'team', 'hamlet', 'neighbours', 'briefing']);
  const most = meetingKind === 'hamlet' ? 60 : 9;
  const attendance = { female: dice.between(2, most), male: dice.between(2, most) };
  const content = dice.pick([
    'Kiểm điểm việc tuần tra trong tháng, phân công tháng tới',
    'Bàn việc lắp thêm đèn đường, camera ở cổng làng',
    'Rút kinh nghiệm phòng cháy mùa khô',
  ]);
  return sometimes(dice, 0.06, { form: 'meeting', values: { day, meetingKind, attendance, content } });
};

const incident: Draw = (dice, day) => {
  const harm = dice.pick(['theft', 'nuisance', 'nuisance', 'violence', 'traffic', 'fire', 'environment']);
  const source = dice.pick(['told', 'told', 'patrol', 'alarm', 'other']);
  const isHandedOver = dice.chance(0.4);
  const outcome = isHandedOver ? 'handedOver' : 'settled';
  const values = { day, harm, source, outcome, ...(isHandedOver ? { handedTo: 'communePolice' } : {}) };
  return sometimes(dice, 0.05, { form: 'incident', values });
};

const inspection: Draw = (dice, day) => {
  const subject = dice.pick(['fireSafety', 'fireSafety', 'lodging', 'equipment', 'streets', 'water']);
  const places = dice.between(1, 14);
  const hasFaults = dice.chance(0.45);
  const findings = dice.pick(['Bình chữa cháy quá hạn', 'Lối thoát nạn bị chắn', 'Hai camera không chạy']);
  const values = {
    ...{ day, subject, places, result: hasFaults ? 'reminded' : 'inOrder' },
    ...(hasFaults ? { findings, fixBy: addDays(day, 14) } : {}),
  };
  return sometimes(dice, 0.04, { form: 'inspection', values });
};

const visit: Draw = (dice, day) => {
  const purpose = dice.pick(['hardship', 'holiday', 'pledge', 'joining', 'support']);
  const visited = purpose === 'support' ? 'organisations' : 'households';
  const values = { day, visited, count: dice.between(1, 12), purpose };
  return sometimes(dice, 0.04, { form: 'visit', values });
};

/** Every draw is made in full, whether or not it comes to anything, so that the next ones stay the same. */
function sometimes(dice: Dice, probability: number, made: Drawn): Drawn | undefined {
  return dice.chance(probability) ? made : undefined;
}

/** What is drawn in every week: in each hamlet, and once in the commune. */
export const draws: Readonly<Record<'inHamlet' | 'inCommune', readonly Draw[]>> = {
  inHamlet: [patrol, mediation, tip, outreach, launch, meeting, incident, inspection, visit],
  inCommune: [post, training],
};
