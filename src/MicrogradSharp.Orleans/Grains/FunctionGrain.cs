using System.Diagnostics.CodeAnalysis;
using Orleans.Concurrency;

namespace MicrogradSharp.Orleans.Grains;

/// <summary>Records a function to learn its sizes.</summary>
[StatelessWorker]
internal sealed class FunctionGrain(ShardFunctions functions) : Grain, IFunctionGrain
{
    [SuppressMessage("Design", "CA1031", Justification = "the user's function may throw anything, and the driver must hear of it")]
    public Task<FunctionShape> DescribeAsync()
    {
        try
        {
            var function = functions.Create(this.GetPrimaryKeyString());
            return Task.FromResult(new FunctionShape(function.Parameters.Count, function.Tape.Columns, function.Tape.Outputs));
        }
        catch (Exception fault)
        {
            return Task.FromResult(new FunctionShape(0, 0, 0, fault.Message));
        }
    }
}
