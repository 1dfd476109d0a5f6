/** The policies to paste, as the AWS CLI and as CloudFormation. Not tried on AWS. */
import { operatorPolicy, type PolicyDocument, type PolicyScope, readerPolicy, trustPolicy } from './least-privilege.ts';

export interface Recipe {
  scope: PolicyScope;
  /** May it act, or read only. */
  mayAct: boolean;
  /** A role that Standing assumes; null: a user with an access key. */
  role: { caller: string | null; externalId: string | null } | null;
}

const NAME = 'Standing';

function policiesOf({ scope, mayAct }: Recipe): [name: string, document: PolicyDocument][] {
  const read: [string, PolicyDocument] = ['StandingRead', readerPolicy(scope)];
  return mayAct ? [read, ['StandingAct', operatorPolicy(scope)]] : [read];
}

/** One command a line; the documents are single-quoted JSON, which holds no single quote. */
export function asAwsCli(recipe: Recipe): string {
  const { role } = recipe;
  const kind = role === null ? 'user' : 'role';
  const create =
    role === null
      ? `aws iam create-user --user-name ${NAME}`
      : `aws iam create-role --role-name ${NAME} --assume-role-policy-document ${quoted(trustPolicy(role.caller, role.externalId))}`;
  const put = policiesOf(recipe).map(
    ([name, document]) =>
      `aws iam put-${kind}-policy --${kind}-name ${NAME} --policy-name ${name} --policy-document ${quoted(document)}`,
  );
  const key = role === null ? [`aws iam create-access-key --user-name ${NAME}`] : [];
  return [create, ...put, ...key].join('\n');
}

/** A template in JSON, which CloudFormation takes as it takes YAML. The access key of a user is made apart, so that no stack shows it. */
export function asCloudFormation(recipe: Recipe): string {
  const { role } = recipe;
  const Policies = policiesOf(recipe).map(([PolicyName, PolicyDocument]) => ({ PolicyName, PolicyDocument }));
  const resource =
    role === null
      ? { Type: 'AWS::IAM::User', Properties: { UserName: NAME, Policies } }
      : {
          Type: 'AWS::IAM::Role',
          Properties: {
            RoleName: NAME,
            AssumeRolePolicyDocument: trustPolicy(role.caller, role.externalId),
            Policies,
          },
        };
  const template = {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: 'What Standing needs to read Amazon SES reputation, and no more.',
    Resources: { [NAME]: resource },
    Outputs: { Arn: { Value: { 'Fn::GetAtt': [NAME, 'Arn'] } } },
  };
  return JSON.stringify(template, null, 2);
}

const quoted = (document: PolicyDocument) => `'${JSON.stringify(document)}'`;
