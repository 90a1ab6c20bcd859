namespace Playground.Tabs.Gpt;

/// <summary>The simplest model: it counts how often a token follows another.</summary>
public static class PairTable
{
    /// <summary>The mean of −ln p over all pairs of the documents. p is the part of a pair among those with its first token.</summary>
    public static double Loss(IReadOnlyList<int[]> documents, int tokens)
    {
        double[][] counts = [.. Enumerable.Range(0, tokens).Select(_ => new double[tokens])];
        foreach (int[] document in documents)
        {
            for (int p = 1; p < document.Length; p++) counts[document[p - 1]][document[p]]++;
        }
        double all = 0, loss = 0;
        foreach (double[] row in counts)
        {
            double sum = row.Sum();
            all += sum;
            loss -= row.Where(count => count > 0).Sum(count => count * Math.Log(count / sum));
        }
        return loss / all;
    }
}
