using Playground.Addresses;

namespace Playground.Tabs.Fit;

/// <summary>The state of the tab Fit.</summary>
/// <param name="Problem">The key of the problem of NIST, or <see cref="Own" />.</param>
/// <param name="Data">The data, as CSV.</param>
/// <param name="Formula">The curve, in the names of columns and parameters.</param>
/// <param name="Parameters">The starts, as <see cref="ParameterList" /> writes them.</param>
public sealed record FitState(string Problem, string Data, string Formula, string Parameters) : ITabState<FitState>
{
    /// <summary>The data are of the user.</summary>
    public const string Own = "own";

    /// <summary>The most characters that the formula may have.</summary>
    public const int LongestFormula = 1000;

    private const string OwnFormula = "a + b*x";
    private const int LongestParameters = 4000;

    /// <summary>The names of the problem's parameters with their starts.</summary>
    public ParameterList Starts => ParameterList.Parse(Parameters);

    /// <summary>The problem of NIST; null for data of the user.</summary>
    public CertifiedProblem? Certified => CertifiedProblem.Find(Problem);

    /// <summary>Whether NIST has certified numbers for this fit: its formula is the problem's, and nothing is held or bounded.</summary>
    public bool IsCertified =>
        Certified is { } problem && Formula == problem.Formula && Starts.All.All(start => !start.IsFixed && !start.IsBounded);

    private static string FirstProblem => CertifiedProblem.All[0].Key;

    /// <summary>A problem at one of its starts.</summary>
    public static FitState Of(CertifiedProblem problem, int start) =>
        new(problem.Key, problem.Data, problem.Formula, problem.Start(start).ToString());

    public static FitState Parse(Fields fields)
    {
        string key = fields.Choice("problem", FirstProblem, [Own, .. CertifiedProblem.All.Select(problem => problem.Key)]);
        var otherwise = Otherwise(key);
        return new FitState(
            key,
            key == Own ? DataText.Turned(fields.Text("d", "", DataText.Longest)) : otherwise.Data,
            fields.Text("f", otherwise.Formula, LongestFormula),
            ParameterList.Parse(fields.Text("p", otherwise.Parameters, LongestParameters)).ToString());
    }

    public Fields Format()
    {
        var otherwise = Otherwise(Problem);
        return Fields.Empty
            .With("problem", Problem, FirstProblem)
            .With("d", DataText.Turned(Data), DataText.Turned(otherwise.Data))
            .With("f", Formula, otherwise.Formula)
            .With("p", Parameters, otherwise.Parameters);
    }

    private static FitState Otherwise(string key) =>
        CertifiedProblem.Find(key) is { } problem ? Of(problem, 1) : new FitState(Own, "", OwnFormula, "");
}
