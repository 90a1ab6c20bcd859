namespace MicrogradSharp.Diagnostics;

/// <summary>One input of a <see cref="GradientReport"/>: the analytic derivative beside the numeric one.</summary>
public sealed record GradientEntry
{
    private readonly double _tolerance;

    internal GradientEntry(int index, string label, double at, double analytic, in DifferenceQuotient quotient, double tolerance, NodeOrigin? origin)
    {
        (Index, Label, At, Analytic, Origin, _tolerance) = (index, label, at, analytic, origin, tolerance);
        (Numeric, Uncertainty, IsKink, Left, Right, Problem) = (quotient.Slope, quotient.Uncertainty, quotient.IsKink, quotient.Left, quotient.Right, quotient.Problem);
        if (Problem is null && !double.IsFinite(analytic)) Problem = $"the analytic derivative is {NumberText.Short(analytic)}";
        RelativeError = Problem is not null ? double.PositiveInfinity : Error();
        Passed = RelativeError <= _tolerance;
    }

    /// <summary>The index of the input.</summary>
    public int Index { get; }

    /// <summary>Its name.</summary>
    public string Label { get; }

    /// <summary>Where the derivative is taken.</summary>
    public double At { get; }

    /// <summary>The derivative that the backward pass gives.</summary>
    public double Analytic { get; }

    /// <summary>The derivative from differences of the function; at a kink the mean of <see cref="Left"/> and <see cref="Right"/>.</summary>
    public double Numeric { get; }

    /// <summary>What rounding alone may do to <see cref="Numeric"/>.</summary>
    public double Uncertainty { get; }

    /// <summary>Whether the function has a kink here: the slopes to the left and to the right differ.</summary>
    /// <remarks>There is no derivative then; a number from the smaller to the larger slope passes (a subgradient), and no other.</remarks>
    public bool IsKink { get; }

    /// <summary>The slope to the left, at a kink.</summary>
    public double Left { get; }

    /// <summary>The slope to the right, at a kink.</summary>
    public double Right { get; }

    /// <summary>
    /// |analytic − numeric| / max(|analytic|, |numeric|, uncertainty / tolerance): a difference within the uncertainty passes, however small both are.
    /// At a kink, analytic is compared with the nearest number from the smaller to the larger slope. +∞ where there is a <see cref="Problem"/>.
    /// </summary>
    public double RelativeError { get; }

    /// <summary>Whether the relative error is within the tolerance.</summary>
    public bool Passed { get; }

    /// <summary>What keeps the two from being compared, such as NaN; otherwise null.</summary>
    public string? Problem { get; }

    /// <summary>Where the parameter was made, if <see cref="NodeOrigin.Remember"/> was on then; otherwise null.</summary>
    public NodeOrigin? Origin { get; }

    /// <summary>The input in a line.</summary>
    public override string ToString() =>
        $"{ShownText.OneLine(Label)} = {NumberText.Short(At)}: analytic {NumberText.Short(Analytic)}, numeric {NumberText.Short(Numeric)}, relative error {NumberText.Rough(RelativeError)}{(Remark is "" ? "" : $" ({Remark})")}";

    internal string Remark
    {
        get
        {
            string kink = IsKink ? $"kink: left {NumberText.Short(Left)}, right {NumberText.Short(Right)}" : "";
            if (Passed && !IsKink && Math.Abs(Analytic - Numeric) > _tolerance * Math.Max(Math.Abs(Analytic), Math.Abs(Numeric))) return $"within rounding, ±{NumberText.Rough(Uncertainty)}";
            if (Passed) return kink;
            string[] parts = ["FAILED", Problem ?? "", kink, Origin is null ? "" : $"made at {Origin}"];
            return string.Join(", ", parts.Where(part => part.Length > 0));
        }
    }

    private double Error()
    {
        double nearest = IsKink ? Math.Clamp(Analytic, Math.Min(Left, Right), Math.Max(Left, Right)) : Numeric;
        double difference = Math.Abs(Analytic - nearest);
        return difference == 0 ? 0 : difference / Math.Max(Math.Max(Math.Abs(Analytic), Math.Abs(nearest)), Uncertainty / _tolerance);
    }
}
