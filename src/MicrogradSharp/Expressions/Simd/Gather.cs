namespace MicrogradSharp;

public sealed partial class Gather
{
    protected override void Evaluate(ReadOnlySpan<double> x, int rows, Span<double> y)
    {
        int last = x.Length / rows - 2;
        for (int r = 0; r < rows; r++)
        {
            double index = x[r];
            y[r] = IsIn(index, last) ? x[(1 + (int)index) * rows + r] : throw new InvalidIndexException(index, last, r);
        }
    }

    protected override void Slopes(ReadOnlySpan<double> x, int rows, ReadOnlySpan<double> y, Span<double> slopes)
    {
        slopes.Clear();
        for (int r = 0; r < rows; r++) slopes[(1 + (int)x[r]) * rows + r] = 1;
    }
}
