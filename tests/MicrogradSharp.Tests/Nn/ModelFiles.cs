using System.Text;
using CsCheck;
using MicrogradSharp.Nn;

namespace MicrogradSharp.Tests.Nn;

/// <summary>Shared by the tests of both kinds of model files.</summary>
internal static class ModelFiles
{
    private static readonly Gen<double> s_awkward = Gen.OneOf(
        double.PositiveInfinity, double.NegativeInfinity, -0.0, double.Epsilon, double.MaxValue, 1e23, 0.1 + 0.2);

    /// <summary>Networks of every shape, activation and number, except NaN, whose payload a text does not keep.</summary>
    public static readonly Gen<MLP> Models =
        from inputs in Gen.Int[1, 4]
        from sizes in Gen.Int[1, 5].Array[1, 4]
        from activation in Gen.OneOf(Activation.All.ToArray())
        from summation in Gen.Enum<Summation>()
        from seed in Gen.Int
        from special in Gen.OneOf(Gen.Double, s_awkward).Array[1, 30]
        select Model(inputs, sizes, activation, summation, seed, special);

    public static long[] Bits(MLP model) => [.. model.Parameters.Select(parameter => BitConverter.DoubleToInt64Bits(parameter.Data))];

    public static byte[] Bytes(Action<Stream> save)
    {
        using var stream = new MemoryStream();
        save(stream);
        return stream.ToArray();
    }

    public static void ShouldBeTheSame(MLP loaded, MLP saved)
    {
        loaded.ToString().Should().Be(saved.ToString(), "sizes and activations are kept");
        loaded.Summation.Should().Be(saved.Summation);
        Bits(loaded).Should().Equal(Bits(saved));
        loaded.NamedParameters.Select(named => named.Name).Should().Equal(saved.NamedParameters.Select(named => named.Name));
        double[] inputs = [.. Enumerable.Range(1, saved.InputCount).Select(i => 0.3 * i)];
        loaded.Predict(inputs).Select(BitConverter.DoubleToInt64Bits)
            .Should().Equal(saved.Predict(inputs).Select(BitConverter.DoubleToInt64Bits));
    }

    /// <summary>
    /// Loads a damaged file. Either it is still a network, or the exception says why not. Memory use stays in proportion to the file's
    /// size.
    /// </summary>
    public static bool Loads(byte[] file, Func<Stream, MLP> load)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        bool loads = true;
        try
        {
            load(new MemoryStream(file)).ParameterCount.Should().BePositive();
        }
        catch (FormatException fault)
        {
            loads = false;
            fault.Message.Should().NotBeEmpty().And.EndWith(".");
        }
        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(100_000 + 200 * file.Length);
        return loads;
    }

    /// <summary>Cuts a file at every length, flips every bit, and makes some larger changes at random.</summary>
    public static void Fuzz(byte[] file, Func<Stream, MLP> load)
    {
        Loads(file, load).Should().BeTrue();
        for (int length = 0; length < file.Length; length++) Loads(file[..length], load);
        for (int i = 0; i < file.Length; i++)
        {
            for (int bit = 0; bit < 8; bit++)
            {
                file[i] ^= (byte)(1 << bit);
                Loads(file, load);
                file[i] ^= (byte)(1 << bit);
            }
        }
        var syntax = Gen.OneOf("{", "[", "]", "}", ",", "9", "e9", "-", "\"", "\\ud800", "null", "\0").Select(Encoding.ASCII.GetBytes);
        var change = Gen.Select(Gen.Int[0, file.Length], Gen.Int[0, 12], Gen.OneOf(Gen.Byte.Array[0, 4], syntax));
        change.Array[1, 3].Sample(
            changes =>
            {
                byte[] changed = file;
                foreach (var (at, removed, added) in changes)
                {
                    int start = Math.Min(at, changed.Length), end = Math.Min(at + removed, changed.Length);
                    changed = [.. changed[..start], .. added, .. changed[end..]];
                }
                Loads(changed, load);
            },
            iter: 3_000,
            threads: 1);
    }

    private static MLP Model(int inputs, int[] sizes, Activation activation, Summation summation, int seed, double[] special)
    {
        var random = new Random(seed);
        var model = new MLP(inputs, sizes, random, activation, summation: summation);
        foreach (double number in special)
        {
            if (!double.IsNaN(number)) model.Parameters[random.Next(model.ParameterCount)].Data = number;
        }
        return model;
    }
}
