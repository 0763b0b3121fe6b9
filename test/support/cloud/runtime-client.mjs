// The least that Lambda's runtime does: ask for an event, call the handler, hand back what it gives.
// Where AWS's own client is installed (LAMBDA_RUNTIME_CLIENT, .ci/lambda-runtime), that one runs instead.
const base = `http://${process.env.AWS_LAMBDA_RUNTIME_API}/2018-06-01/runtime`;
const post = (path, body) => fetch(`${base}/${path}`, { method: 'POST', body: JSON.stringify(body) });
let handler;
try {
  ({ handler } = await import(`${process.env.LAMBDA_TASK_ROOT}/index.mjs`));
} catch (error) {
  await post('init/error', { errorMessage: error.message, errorType: error.name });
  throw error;
}
for (;;) {
  const next = await fetch(`${base}/invocation/next`);
  const awsRequestId = next.headers.get('lambda-runtime-aws-request-id');
  const functionName = process.env.AWS_LAMBDA_FUNCTION_NAME;
  try {
    const result = await handler(await next.json(), { awsRequestId, functionName, memoryLimitInMB: '512' });
    await post(`invocation/${awsRequestId}/response`, result ?? null);
  } catch (error) {
    await post(`invocation/${awsRequestId}/error`, { errorMessage: error.message, errorType: error.name });
  }
}
