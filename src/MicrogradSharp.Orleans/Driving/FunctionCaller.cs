using MicrogradSharp.Orleans.Grains;

namespace MicrogradSharp.Orleans.Driving;

/// <summary>Asks a silo about a function until one answers.</summary>
internal static class FunctionCaller
{
    /// <param name="grain">The function.</param>
    /// <param name="name">Its name.</param>
    /// <param name="attempts">The maximum number of calls.</param>
    /// <param name="token">Stops waiting.</param>
    /// <exception cref="TimeoutException">No silo answered.</exception>
    public static async Task<FunctionShape> DescribeAsync(IFunctionGrain grain, string name, int attempts, CancellationToken token)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return await grain.DescribeAsync().WaitAsync(token).ConfigureAwait(false);
            }
            catch (Exception fault) when (fault is SiloUnavailableException or OrleansMessageRejectionException or TimeoutException)
            {
                if (attempt == attempts)
                {
                    throw new TimeoutException(
                        $"no answer about the function '{name}' after {attempt} attempts: {LostCalls.Reason(fault)}", fault);
                }
            }
            await Task.Delay(LostCalls.DelayAfter(attempt), token).ConfigureAwait(false);
        }
    }
}
