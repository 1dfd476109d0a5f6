import 'server-only';
import { GetAccountCommand, GetConfigurationSetCommand, GetEmailIdentityCommand } from '@aws-sdk/client-sesv2';
import { ask } from './ask.ts';
import type { Line } from './call-ses.ts';
import type { SesConnection } from './gateway.ts';
import { checkExternalId } from './check-external-id.ts';
import { identifyCaller } from './identify-caller.ts';
import { reshapeAccount, reshapeConfigurationSet, reshapeIdentity } from './reshape-account.ts';

type AccountOperations = Pick<
  SesConnection,
  'getAccount' | 'getIdentity' | 'getConfigurationSet' | 'callerIdentity' | 'checkExternalId'
>;

/** The account behind one connection, and the two kinds of resource whose own state can stop mail too. */
export function accountOperations(line: Line): AccountOperations {
  return {
    getAccount: (options) =>
      ask(line, { operation: 'GetAccount', command: () => new GetAccountCommand({}), options }, reshapeAccount),
    getIdentity: (name, options) =>
      ask(
        line,
        { operation: 'GetEmailIdentity', command: () => new GetEmailIdentityCommand({ EmailIdentity: name }), options },
        (body) => reshapeIdentity(body, name),
      ),
    getConfigurationSet: (name, options) =>
      ask(
        line,
        {
          operation: 'GetConfigurationSet',
          command: () => new GetConfigurationSetCommand({ ConfigurationSetName: name }),
          options,
        },
        (body) => reshapeConfigurationSet(body, name),
      ),
    callerIdentity: (signal) => identifyCaller(line, signal),
    checkExternalId: (signal) => checkExternalId(line, signal),
  };
}
