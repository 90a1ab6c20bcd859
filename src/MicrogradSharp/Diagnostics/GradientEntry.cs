namespace MicrogradSharp.Diagnostics;

/// <summary>One input of a <see cref="GradientReport"/>: the analytic derivative next to the numeric one.</summary>
public sealed record GradientEntry
{
    private readonly double _tolerance;

    internal GradientEntry(
        int index, string label, double at, double analytic, in DifferenceQuotient quotient, double tolerance, NodeOrigin? origin)
    {
        (Index, Label, At, Analytic, Origin, _tolerance) = (index, label, at, analytic, origin, tolerance);
        (Numeric, Uncertainty, Problem) = (quotient.Slope, quotient.Uncertainty, quotient.Problem);
        (IsKink, Left, Right) = (quotient.IsKink, quotient.Left, quotient.Right);
        if (Problem is null && !double.IsFinite(analytic)) Problem = $"the analytic derivative is {NumberText.Short(analytic)}";
        RelativeError = Problem is not null ? double.PositiveInfinity : Error();
        Passed = RelativeError <= _tolerance;
    }

    /// <summary>The index of the input.</summary>
    public int Index { get; }

    /// <summary>The name of the input.</summary>
    public string Label { get; }

    /// <summary>The point: the value of the input at which the derivative is taken.</summary>
    public double At { get; }

    /// <summary>The derivative from the backward pass.</summary>
    public double Analytic { get; }

    /// <summary>
    /// The derivative from differences of the function; at a kink the mean of <see cref="Left"/> and <see cref="Right"/>.
    /// </summary>
    public double Numeric { get; }

    /// <summary>The error in <see cref="Numeric"/> that rounding alone may cause.</summary>
    public double Uncertainty { get; }

    /// <summary>Whether the function has a kink here: the slopes to the left and to the right differ.</summary>
    /// <remarks>
    /// There is no derivative at a kink. Any number between the two slopes passes (a subgradient), including the slopes themselves; no
    /// other number does.
    /// </remarks>
    public bool IsKink { get; }

    /// <summary>The slope to the left, at a kink.</summary>
    public double Left { get; }

    /// <summary>The slope to the right, at a kink.</summary>
    public double Right { get; }

    /// <summary>
    /// |analytic − numeric| / max(|analytic|, |numeric|, uncertainty / tolerance). A difference within the uncertainty passes, however
    /// small both numbers are. At a kink, analytic is compared with the nearest number between the two slopes. +∞ if there is a
    /// <see cref="Problem"/>.
    /// </summary>
    public double RelativeError { get; }

    /// <summary>Whether the relative error is within the tolerance.</summary>
    public bool Passed { get; }

    /// <summary>The reason if the two cannot be compared, such as NaN; otherwise null.</summary>
    public string? Problem { get; }

    /// <summary>Where the parameter was made, if <see cref="NodeOrigin.Remember"/> was on at the time; otherwise null.</summary>
    public NodeOrigin? Origin { get; }

    /// <summary>The entry on one line.</summary>
    public override string ToString() =>
        $"{ShownText.OneLine(Label)} = {NumberText.Short(At)}: " +
        $"analytic {NumberText.Short(Analytic)}, numeric {NumberText.Short(Numeric)}, " +
        $"relative error {NumberText.Rough(RelativeError)}{(Remark is "" ? "" : $" ({Remark})")}";

    internal string Remark
    {
        get
        {
            string kink = IsKink ? $"kink: left {NumberText.Short(Left)}, right {NumberText.Short(Right)}" : "";
            double larger = Math.Max(Math.Abs(Analytic), Math.Abs(Numeric));
            bool isWithinRounding = Passed && !IsKink && Math.Abs(Analytic - Numeric) > _tolerance * larger;
            if (isWithinRounding) return $"within rounding, ±{NumberText.Rough(Uncertainty)}";
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
