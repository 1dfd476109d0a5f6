/** An error that is answered in AWS's words: thrown by operations, turned into HTTP by the server alone. */
export class AwsError extends Error {
  readonly type: string;
  readonly status: number;

  constructor(type: string, status: number, message: string) {
    super(message);
    this.type = type;
    this.status = status;
  }
}

export const badRequest = (message: string): AwsError => new AwsError('BadRequestException', 400, message);
export const notFound = (message: string): AwsError => new AwsError('NotFoundException', 404, message);
export const alreadyExists = (message: string): AwsError => new AwsError('AlreadyExistsException', 400, message);
export const limitExceeded = (message: string): AwsError => new AwsError('LimitExceededException', 400, message);
export const accessDenied = (principal: string, action: string, resource: string): AwsError =>
  new AwsError(
    'AccessDeniedException',
    403,
    `User: ${principal} is not authorized to perform: ${action} on resource: ${resource}`,
  );
