using MicrogradSharp.Orleans.Grains;

namespace MicrogradSharp.Orleans.Driving;

/// <summary>Adds the replies of shards in their order: the bits do not depend on which came first or where it was computed.</summary>
internal static class ShardSums
{
    /// <summary>Computes the mean over all rows and its gradient, from the means of the shards.</summary>
    /// <returns>The mean.</returns>
    public static double Mean(ReadOnlySpan<ShardReply> replies, Span<double> gradient)
    {
        long rows = 0;
        foreach (var reply in replies) rows += reply.Rows;
        double mean = 0;
        gradient.Clear();
        bool isFirst = true;
        foreach (var reply in replies)
        {
            if (reply.Rows == 0) continue;
            double share = (double)reply.Rows / rows;       // 1 if there is one shard: then the bits are those of its tape
            var numbers = Numbers(reply, gradient.Length);
            for (int i = 0; i < numbers.Length; i++) gradient[i] = isFirst ? share * numbers[i] : gradient[i] + share * numbers[i];
            mean = isFirst ? share * reply.Value : mean + share * reply.Value;
            isFirst = false;
        }
        return mean;
    }

    /// <summary>Computes half the sum of squares over all rows, Jᵀr and JᵀJ.</summary>
    /// <returns>Half the sum of squares.</returns>
    public static double NormalEquations(ReadOnlySpan<ShardReply> replies, Span<double> gradient, Span<double> matrix)
    {
        int n = gradient.Length;
        double cost = 0;
        gradient.Clear();
        matrix.Clear();
        foreach (var reply in replies)
        {
            var numbers = Numbers(reply, n + n * (n + 1) / 2);
            cost += reply.Value;
            for (int i = 0; i < n; i++) gradient[i] += numbers[i];
            for (int i = 0, next = n; i < n; i++)
            {
                for (int k = 0; k <= i; k++) matrix[i * n + k] += numbers[next++];
            }
        }
        for (int i = 0; i < n; i++)
        {
            for (int k = 0; k < i; k++) matrix[k * n + i] = matrix[i * n + k];
        }
        return cost;
    }

    private static ReadOnlySpan<double> Numbers(ShardReply reply, int expected)
    {
        var numbers = Wire.Read(reply.Numbers ?? []);
        if (numbers.Length == expected) return numbers;
        throw new InvalidOperationException(
            $"A shard must return {expected} numbers, but returned {numbers.Length}: every silo must know the same functions.");
    }
}
