using MicrogradSharp.Tests.Contracts;
using MicrogradSharp.Tests.Conventions;

namespace MicrogradSharp.Tests.Samples;

/// <summary>The model of the sample, with the numbers of the reference.</summary>
public sealed class MicroGptTests
{
    private const int Steps = 118;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_loss_is_that_of_the_reference(bool isRecorded)
    {
        double[] expected = ReferenceValues.Numbers(ReferenceValues.Json("microgpt.json").GetProperty("losses"));
        expected.Should().HaveCount(Steps);

        Train(MicroGptSample.Reference(), isRecorded).Should().Equal(expected, (loss, other) => Math.Abs(loss - other) < 1e-9);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_step_of_a_batch_is_the_mean_of_its_documents(bool isRecorded)
    {
        const int Batch = 32;
        var sample = MicroGptSample.Reference();
        int[][] documents = [.. Documents(sample).Take(Batch)];
        double loss = 0;
        double[] gradient = new double[sample.Parameters.Length];
        foreach (int[] document in documents)
        {
            var single = MicroGptSample.Reference();
            loss += single.Step(single.Adam(), [document]) / Batch;
            for (int i = 0; i < gradient.Length; i++) gradient[i] += single.Parameters[i].Grad / Batch;
        }

        sample.Step(sample.Adam(), documents, Batch, tape: isRecorded ? sample.Record() : null).Should().BeApproximately(loss, 1e-12);

        sample.Parameters.Select(parameter => parameter.Grad).Should().Equal(gradient, (found, other) => Math.Abs(found - other) < 1e-12);
    }

    [Fact]
    public void The_second_batch_begins_where_the_first_ends_and_after_the_last_document_comes_the_first()
    {
        var sample = MicroGptSample.Reference();
        int[][] documents = [.. Documents(sample).Take(3)];
        var adam = sample.Adam();
        sample.Step(adam, documents, batch: 2);
        var other = MicroGptSample.Reference();
        other.Set([.. sample.Parameters.Select(parameter => parameter.Data)]);

        sample.Step(adam, documents, batch: 2).Should().Be(other.Step(other.Adam(), [documents[2], documents[0]], batch: 2));
    }

    [Fact]
    public void A_document_ends_with_the_token_that_begins_it_unless_the_block_is_full()
    {
        var sample = new MicroGptSample("abc", new Random(1));

        sample.Encode("cab").Should().Equal(3, 2, 0, 1, 3);
        sample.Encode(new string('b', 15)).Should().HaveCount(17).And.EndWith(3);
        sample.Encode(new string('b', 17)).Should().HaveCount(17).And.EndWith(1);
    }

    [Fact]
    public void The_start_is_normal_with_a_deviation_of_8_percent_and_follows_from_the_seed()
    {
        double[] start = Start(1);

        start.Should().HaveCount(4128 - 2 * 16 * 21).And.Equal(Start(1)).And.NotEqual(Start(2));
        start.Average().Should().BeApproximately(0, 0.005);
        Math.Sqrt(start.Average(number => number * number)).Should().BeApproximately(0.08, 0.004);

        static double[] Start(int seed) =>
            [.. new MicroGptSample("abc", new Random(seed)).Parameters.Select(parameter => parameter.Data)];
    }

    [Fact]
    public void A_fixed_random_gives_the_same_names()
    {
        var sample = Trained();
        var random = new Random(7);
        var names = Enumerable.Range(0, 4).Select(_ => sample.Sample(random, temperature: 0.5));

        names.Should().Equal("lorbium", "torsium", "seraron", "lasbium");
    }

    [Fact]
    public void Cold_names_are_all_the_most_probable_one_and_hot_ones_differ()
    {
        var sample = Trained();
        var random = new Random(7);

        Sampled(0.01).Should().OnlyContain(name => name == "pronium");
        Sampled(0.5).Distinct().Should().HaveCountGreaterThan(30);
        string[] hot = Sampled(1e9);
        hot.Select(name => name.FirstOrDefault()).Distinct().Should().HaveCountGreaterThan(15, "all tokens are equally probable");
        hot.Should().OnlyContain(name => name.Length <= 16);

        string[] Sampled(double temperature) => [.. Enumerable.Range(0, 50).Select(_ => sample.Sample(random, temperature))];
    }

    [Fact]
    public void The_sample_has_at_most_150_lines() =>
        Repository.Read("samples/microgpt.cs").TrimEnd('\n').Split('\n').Should().HaveCountLessThanOrEqualTo(150);

    [Fact]
    public void The_sample_the_second_tour_and_the_reference_learn_the_same_names()
    {
        string[] elements = Words("docs/elements.txt");
        elements.Should().BeEquivalentTo(Names());
        string.Join(' ', Words("samples/microgpt.cs")).Should().Contain($"\"\"\" {string.Join(' ', elements)} \"\"\";");

        static string[] Words(string path) => Repository.Read(path).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
    }

    private static MicroGptSample Trained()
    {
        var sample = MicroGptSample.Reference();
        Train(sample, isRecorded: false);
        return sample;
    }

    private static double[] Train(MicroGptSample sample, bool isRecorded)
    {
        var (adam, tape) = (sample.Adam(), isRecorded ? sample.Record() : null);
        int[][] documents = Documents(sample);
        return [.. Enumerable.Range(0, Steps).Select(_ => sample.Step(adam, documents, tape: tape))];
    }

    private static int[][] Documents(MicroGptSample sample) => [.. Names().Select(sample.Encode)];

    private static IEnumerable<string> Names() =>
        ReferenceValues.Json("microgpt.json").GetProperty("documents").EnumerateArray().Select(name => name.GetString()!);
}
