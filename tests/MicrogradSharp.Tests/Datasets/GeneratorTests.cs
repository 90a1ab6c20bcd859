using MicrogradSharp.Datasets;

namespace MicrogradSharp.Tests.Datasets;

public sealed class GeneratorTests
{
    private const double Close = 1e-12;

    private static readonly Dictionary<string, Func<int, double, Random, Dataset>> s_generators = new()
    {
        ["moons"] = Dataset.Moons,
        ["circles"] = (count, noise, random) => Dataset.Circles(count, noise, random),
        ["spirals"] = (count, noise, random) => Dataset.Spirals(count, noise, random),
        ["blobs"] = (count, noise, random) => Dataset.Blobs(count, 2, noise, random),
        ["xor"] = Dataset.Xor,
    };

    public static TheoryData<string> Names => [.. s_generators.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_same_seed_gives_the_same_rows(string name)
    {
        var generate = s_generators[name];
        var data = generate(60, 0.1, new Random(7));
        data.ColumnNames.Should().Equal("x0", "x1", "label");
        data.RowCount.Should().Be(60);
        generate(60, 0.1, new Random(7)).Rows.ToArray().Should().Equal(data.Rows.ToArray());
        generate(60, 0.1, new Random(8)).Rows.ToArray().Should().NotEqual(data.Rows.ToArray());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Both_labels_come_equally_often_and_mixed(string name)
    {
        double[] labels = s_generators[name](200, 0, new Random(1)).Column("label");
        labels.GroupBy(label => label).Select(group => group.Count()).Should().Equal(100, 100);
        labels.Take(32).Distinct().Should().HaveCount(2, "a batch has rows of both labels");
        labels.Zip(labels.Skip(1)).Count(pair => pair.First != pair.Second).Should().BeInRange(70, 130, "the order is random");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_split_with_the_same_seed_does_not_undo_the_order(string name)
    {
        var (_, second) = s_generators[name](200, 0, new Random(7)).Split(0.75, new Random(7));
        second.Column("label").Distinct().Should().HaveCount(2);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Noise_is_normal_with_the_deviation_given_and_independent_of_the_order(string name)
    {
        const int Count = 4000;
        double[] plain = s_generators[name](Count, 0, new Random(3)).SelectColumns("x0", "x1").Rows.ToArray();
        double[] noisy = s_generators[name](Count, 0.5, new Random(3)).SelectColumns("x0", "x1").Rows.ToArray();
        double[] noise = [.. noisy.Zip(plain, (x, y) => (x - y) / 0.5)];
        noise.Average().Should().BeApproximately(0, 0.05);
        noise.Average(z => z * z).Should().BeApproximately(1, 0.07);
        noise.Average(z => z * z * z * z).Should().BeApproximately(3, 0.5);
        noise.Chunk(2).Average(z => z[0] * z[1]).Should().BeApproximately(0, 0.07);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void One_row_is_enough_and_wrong_numbers_are_named(string name)
    {
        var generate = s_generators[name];
        generate(1, 0, new Random(1)).Rows.ToArray().Should().HaveCount(3).And.OnlyContain(number => double.IsFinite(number));
        generate.Invoking(g => g(0, 0, new Random(1)))
            .Should().Throw<ArgumentOutOfRangeException>().WithMessage("count must be at least 1, but was 0.*");
        generate.Invoking(g => g(-5, 0, new Random(1)))
            .Should().Throw<ArgumentOutOfRangeException>().WithMessage("count must be at least 1, but was -5.*");
        generate.Invoking(g => g(9, -0.1, new Random(1)))
            .Should().Throw<ArgumentOutOfRangeException>().WithMessage("noise must be finite and at least 0, but was -0.1.*");
        generate.Invoking(g => g(9, double.NaN, new Random(1)))
            .Should().Throw<ArgumentOutOfRangeException>().WithMessage("noise must be finite and at least 0, but was NaN.*");
        generate.Invoking(g => g(9, 0, null!)).Should().Throw<ArgumentNullException>().WithParameterName("random");
    }

    [Fact]
    public void Moons_lie_on_half_circles_that_reach_from_end_to_end()
    {
        var moons = Dataset.Moons(101, 0, new Random(1));
        moons.Column("label").Count(label => label == 1).Should().Be(51, "the odd row is on the second arc");
        foreach (var (x0, x1, label) in Rows(moons))
        {
            var (center0, center1) = label == -1 ? (0, 0) : (1, 0.5);
            Math.Sqrt(Square(x0 - center0) + Square(x1 - center1)).Should().BeApproximately(1, Close);
            (label == -1 ? x1 : 0.5 - x1).Should().BeGreaterThan(-Close);
        }
        Rows(moons).Where(row => row.Label == -1).Select(row => row.X0).Min().Should().BeApproximately(-1, Close);
        Rows(moons).Where(row => row.Label == -1).Select(row => row.X0).Max().Should().BeApproximately(1, Close);
        Rows(moons).Where(row => row.Label == 1).Select(row => row.X0).Min().Should().BeApproximately(0, Close);
        Rows(moons).Where(row => row.Label == 1).Select(row => row.X0).Max().Should().BeApproximately(2, Close);
    }

    [Fact]
    public void Circles_have_radius_1_and_factor_in_even_steps()
    {
        var circles = Dataset.Circles(80, 0, new Random(1), factor: 0.3);
        foreach (var (x0, x1, label) in Rows(circles)) Math.Sqrt(x0 * x0 + x1 * x1).Should().BeApproximately(label == -1 ? 1 : 0.3, Close);
        foreach (double label in new[] { -1.0, 1 })
        {
            double[] angles =
            [
                .. Rows(circles).Where(row => row.Label == label)
                    .Select(row => Math.Atan2(row.X1, row.X0)).Select(a => a < -Close ? a + 2 * Math.PI : a).Order(),
            ];
            for (int i = 0; i < 40; i++) angles[i].Should().BeApproximately(2 * Math.PI * i / 40, Close);
        }
        Rows(Dataset.Circles(2, 0, new Random(1))).Max(row => row.Label * row.X0).Should().Be(0.8, "the default is that of scikit-learn");
    }

    [Fact]
    public void Spirals_wind_outwards_opposite_each_other()
    {
        var spirals = Rows(Dataset.Spirals(194, 0, new Random(1), turns: 3)).ToArray();
        var first = spirals.Where(row => row.Label == -1).OrderBy(row => Square(row.X0) + Square(row.X1)).ToArray();
        var second = spirals.Where(row => row.Label == 1).OrderBy(row => Square(row.X0) + Square(row.X1)).ToArray();
        for (int i = 0; i < 97; i++)
        {
            // Lang and Witbrock's point, reflected: angle i π / 16, radius 6.5 (8 + i) / 104
            double radius = (8 + i) / 104.0, angle = i * Math.PI / 16;
            first[i].X0.Should().BeApproximately(radius * Math.Cos(angle), Close);
            first[i].X1.Should().BeApproximately(radius * Math.Sin(angle), Close);
            (second[i].X0, second[i].X1).Should().Be((-first[i].X0, -first[i].X1));
        }
    }

    [Fact]
    public void Blobs_lie_around_their_centres_and_are_numbered()
    {
        var blobs = Rows(Dataset.Blobs(3001, [(0, 0), (5, -5), (9, 9)], 0.5, new Random(4))).ToArray();
        blobs.CountBy(row => row.Label).OrderBy(pair => pair.Key).Select(pair => pair.Value).Should().Equal(1001, 1000, 1000);
        blobs.Where(row => row.Label == 1).Average(row => row.X0).Should().BeApproximately(5, 0.1);
        blobs.Where(row => row.Label == 1).Average(row => row.X1).Should().BeApproximately(-5, 0.1);
        blobs.Where(row => row.Label == 2).Average(row => Square(row.X0 - 9)).Should().BeApproximately(0.25, 0.05);
    }

    [Fact]
    public void Random_centres_fill_the_square()
    {
        var centers = Rows(Dataset.Blobs(2000, clusters: 2000, noise: 0, new Random(4))).ToArray();
        centers.Select(row => row.Label).Should().OnlyHaveUniqueItems();
        centers.Average(row => row.X0).Should().BeApproximately(0, 0.6);
        centers.Average(row => Square(row.X1)).Should().BeApproximately(100 / 3.0, 3);
        centers.Should().OnlyContain(row => Math.Abs(row.X0) <= 10 && Math.Abs(row.X1) <= 10);
    }

    [Fact]
    public void Four_rows_of_xor_are_its_truth_table()
    {
        Rows(Dataset.Xor(4, 0, new Random(1)))
            .Should().BeEquivalentTo([(-1.0, -1.0, -1.0), (-1.0, 1.0, 1.0), (1.0, -1.0, 1.0), (1.0, 1.0, -1.0)]);
    }

    [Fact]
    public void Wrong_shapes_are_named()
    {
        var random = new Random(1);
        (Action Make, string Message)[] wrong =
        [
            (() => Dataset.Circles(9, 0, random, 1), "factor must be at least 0 and below 1, but was 1.*"),
            (() => Dataset.Spirals(9, 0, random, 0), "turns must be finite and above 0, but was 0.*"),
            (() => Dataset.Blobs(9, 0, 0, random), "clusters must be at least 1, but was 0.*"),
            (() => Dataset.Blobs(9, 2, 0, null!), "*random*"),
            (() => Dataset.Blobs(9, [], 0, random), "centers must hold at least 1 point, but was empty.*"),
            (() => Dataset.Blobs(9, [(0, double.NaN)], 0, random), "centers must be finite, but was NaN.*"),
        ];
        foreach (var (make, message) in wrong) make.Should().Throw<ArgumentException>().WithMessage(message);
    }

    private static IEnumerable<(double X0, double X1, double Label)> Rows(Dataset data) =>
        Enumerable.Range(0, data.RowCount).Select(row => (data[row, 0], data[row, 1], data[row, 2]));

    private static double Square(double x) => x * x;
}
