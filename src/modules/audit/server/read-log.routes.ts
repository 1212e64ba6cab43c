import { type Route, route } from '../../../platform/server/route.ts';
import { checkReadings, listReadings } from '../read-log.contract.ts';
import { findReadings, verifyReadLog } from './read-log.service.ts';

export const readLogRoutes: readonly Route[] = [
  route({ contract: listReadings, handle: (context) => findReadings(context, context.input.query) }),
  route({ contract: checkReadings, handle: (context) => verifyReadLog(context, context.vault) }),
];
