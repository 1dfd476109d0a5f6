import 'server-only';

interface SdkErrorLike {
  $response?: { statusCode?: number; headers?: Record<string, string> };
  $metadata?: { requestId?: string };
}

/** What the SDK hangs on its errors of the answer behind them. */
export function arrivedWith(error: unknown) {
  const { $response, $metadata } = (error ?? {}) as SdkErrorLike;
  const time = Date.parse($response?.headers?.['date'] ?? '');
  return {
    status: $response?.statusCode ?? null,
    contentType: $response?.headers?.['content-type'] ?? null,
    awsRequestId: $metadata?.requestId ?? null,
    serverTime: Number.isNaN(time) ? null : time,
  };
}
