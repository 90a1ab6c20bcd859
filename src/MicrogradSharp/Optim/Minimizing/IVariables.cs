namespace MicrogradSharp.Optim.Minimizing;

/// <summary>The variables of a function to minimise, for its start and its reports.</summary>
internal interface IVariables
{
    /// <summary>The number of variables.</summary>
    int Count { get; }

    /// <summary>The name of a variable in reports.</summary>
    string NameOf(int variable);

    /// <summary>Describes why f or its gradient is not finite at the point evaluated last.</summary>
    NonFiniteException Explain(double value, ReadOnlySpan<double> gradient);
}
