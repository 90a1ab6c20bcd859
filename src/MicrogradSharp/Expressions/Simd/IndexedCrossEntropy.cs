namespace MicrogradSharp;

internal sealed partial class IndexedCrossEntropy
{
    protected override void Evaluate(ReadOnlySpan<double> x, int rows, Span<double> y)
    {
        var logits = x[rows..];
        Rule<LogSumExp>.Shared.ForwardRows(logits, rows, y, isUniform: false);
        int last = logits.Length / rows - 1;
        for (int r = 0; r < rows; r++) y[r] = Gather.IsIn(x[r], last) ? y[r] - logits[(int)x[r] * rows + r] : double.NaN;
    }

    protected override void Slopes(ReadOnlySpan<double> x, int rows, ReadOnlySpan<double> y, Span<double> slopes)
    {
        slopes[..rows].Clear();
        var logits = x[rows..];
        var shares = slopes[rows..];
        LogSumExp.Softmax(logits, rows, shares);
        int last = logits.Length / rows - 1;
        for (int r = 0; r < rows; r++)
        {
            if (Gather.IsIn(x[r], last)) shares[(int)x[r] * rows + r]--;
            else ClearRow(shares, rows, r);
        }
    }

    private static void ClearRow(Span<double> shares, int rows, int row)
    {
        for (int at = row; at < shares.Length; at += rows) shares[at] = 0;
    }
}
