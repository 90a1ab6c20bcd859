using System.Globalization;
using Parquet;
using Parquet.Schema;

namespace MicrogradSharp.Orleans.Tests;

/// <summary>Shards from files, and what happens when a file is broken.</summary>
[Collection(nameof(ThreeSilos))]
public sealed class ShardFileTests(ThreeSilos fixture) : IDisposable
{
    private static readonly string[] s_names = ["x", "y", "label"];

    private readonly string _folder = Directory.CreateTempSubdirectory("microgradsharp-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Files_give_the_bits_of_the_same_rows_from_code()
    {
        double[] rows = Rows.Of(0, 50);
        string csv = WriteCsv("a.csv", rows);
        string parquet = await WriteParquetAsync("b.parquet", rows, groupRows: 20);
        double[] expected = new double[3], gradient = new double[3], point = [0.1, 0.2, 0.3];
        double mean = Rows.Local(rows).Gradient(point, expected, 0, 50);
        Shard[][] ways =
        [
            [Shard.FromCode("generated", 0, 50)],
            [Shard.Csv(csv)],
            [Shard.Csv(csv, s_names)],
            [Shard.Parquet(parquet)],
            [Shard.Parquet(parquet, s_names)],
        ];
        foreach (var shards in ways)
        {
            await using var objective = await OpenAsync("logistic", shards);
            (await objective.GradientAsync(point, gradient, Token)).Should().Be(mean, shards[0].Name);
            gradient.Should().Equal(expected);
        }

        await using var parts = await OpenAsync("logistic", Shard.Parquet(parquet, s_names, 1, 1));
        await parts.GradientAsync(point, gradient, Token);
        parts.RowCount.Should().Be(20);
        Rows.Local(rows).Gradient(point, expected, 20, 20);
        gradient.Should().Equal(expected);
    }

    [Fact]
    public async Task A_broken_file_fails_the_run_with_the_name_of_its_shard_and_is_not_tried_again()
    {
        string good = WriteCsv("good.csv", Rows.Of(0, 50));
        string text = Path.Combine(_folder, "text.csv"), notParquet = Path.Combine(_folder, "text.parquet");
        await File.WriteAllTextAsync(text, "x,y,label\n1,2,1\n1,oops,1\n", Token);
        await File.WriteAllTextAsync(notParquet, "this is not a Parquet file, but a line of text", Token);
        string narrow = Path.Combine(_folder, "narrow.csv");
        await File.WriteAllTextAsync(narrow, "x,y\n1,2\n", Token);
        string empty = Path.Combine(_folder, "empty.csv");
        await File.WriteAllTextAsync(empty, "x,y,label\n", Token);
        string cut = await WriteParquetAsync("cut.parquet", Rows.Of(0, 50), groupRows: 50);
        await File.WriteAllBytesAsync(cut, (await File.ReadAllBytesAsync(cut, Token))[..^100], Token);
        (Shard Shard, string Message)[] cases =
        [
            (Shard.Csv(text), "*line 3*oops*"),
            (Shard.Csv(Path.Combine(_folder, "missing.csv")), "*missing.csv*"),
            (Shard.Csv(empty), "*the file must have at least 1 row, but has a header only.*"),
            (Shard.Csv(narrow), "*must have 3 columns, like the function 'logistic', but have 2.*"),
            (Shard.Csv(good, ["x", "y", "colour"]), "*colour*"),
            (Shard.Parquet(notParquet), "*"),
            (Shard.Parquet(cut), "*"),
            (Shard.Parquet(await WriteParquetAsync("c.parquet", Rows.Of(0, 50), 20), ["x", "y", "z"]), "*must have a column 'z'*"),
            (Shard.Parquet(Path.Combine(_folder, "c.parquet"), s_names, 2, 2), "*must have 2 row groups from number 2 on, but has 1*"),
            (Shard.Parquet(Path.Combine(_folder, "c.parquet"), s_names, 1, int.MaxValue), "*row groups from number 1 on, but has 2*"),
            (Shard.Parquet(Path.Combine(_folder, "c.parquet"), s_names, 3), "*must have a row group 3, counted from 0, but has 3 row gr*"),
            (new Shard("parquet", "huge", Path.Combine(_folder, "c.parquet"), s_names, 1, long.MaxValue), "*on, but has 2*"),
            (new Shard("csv", "part of a file", good, first: 1), "*first and count must be 0, but were 1 and 0*"),
            (new Shard("csv", "part of a file", good, count: 2), "*first and count must be 0, but were 0 and 2*"),
            (Shard.FromCode("late", 0, 1), "*the source took too long (TaskCanceledException)*"),
            (new Shard("elsewhere", "a shard"), "*must know the source 'elsewhere', but knows 'counted', 'csv', 'decays'*"),
            (Shard.FromCode("nothing", 0, 1), "the source 'nothing' must return rows, but returned null. (FormatException)"),
            (Shard.FromCode("faulty", 0, 1), "*the source is faulty (InvalidDataException)*"),
        ];
        foreach (var (shard, message) in cases)
        {
            var retries = new List<ShardRetry>();
            Shard[] shards = [Shard.Csv(good), shard, Shard.FromCode("generated", 0, 50)];
            await using var objective = await ClusterObjective.OpenAsync(
                fixture.Silos.Grains, "logistic", shards, new ClusterOptions { OnRetry = retries.Add }, Token);
            double[] gradient = [7, 7, 7];
            Func<Task> step = async () => await objective.GradientAsync(new double[3], gradient, Token);
            var thrown = await step.Should().ThrowAsync<ShardException>().WithMessage($"shard '{shard.Name}': {message}");
            thrown.Which.Shard.Should().Be(shard.Name);
            gradient.Should().Equal(7, 7, 7);
            retries.Should().BeEmpty("data that is broken stays broken");
        }
    }

    [Fact]
    public async Task Parquet_columns_of_other_numbers_are_read_and_nulls_are_refused()
    {
        var schema = new ParquetSchema(
            new DataField<float>("x"), new DataField<int>("y"), new DataField<long>("label"), new DataField<double?>("gap"),
            new DataField<string>("name"));
        string path = Path.Combine(_folder, "mixed.parquet");
        await using (var stream = File.Create(path))
        {
            await using var writer = await ParquetWriter.CreateAsync(schema, stream, cancellationToken: Token);
            using var group = writer.CreateRowGroup();
            await group.WriteAsync<float>(schema.DataFields[0], new[] { 0.5f, -1f }, cancellationToken: Token);
            await group.WriteAsync<int>(schema.DataFields[1], new[] { 1, 2 }, cancellationToken: Token);
            await group.WriteAsync<long>(schema.DataFields[2], new[] { 1L, -1L }, cancellationToken: Token);
            await group.WriteAsync<double>(schema.DataFields[3], new double?[] { 1, null }, cancellationToken: Token);
            await group.WriteAsync(schema.DataFields[4], new[] { "a", "b" });
        }
        double[] gradient = new double[3], expected = new double[3];
        await using var objective = await OpenAsync("logistic", Shard.Parquet(path, s_names));
        double mean = Rows.Local([0.5, 1, 1, -1, 2, -1]).Gradient([1, 2, 3], expected, 0, 2);
        (await objective.GradientAsync(new double[] { 1, 2, 3 }, gradient, Token)).Should().Be(mean);
        gradient.Should().Equal(expected);

        await Fails(["x", "y", "gap"], "*column 'gap' must have no nulls, but has one in row 1 of its row group.*");
        await Fails(["x", "y", "name"], "*column 'name' must hold float, double, int32 or int64, but does not.*");

        async Task Fails(string[] columns, string message)
        {
            await using var broken = await OpenAsync("logistic", Shard.Parquet(path, columns));
            Func<Task> step = async () => await broken.GradientAsync(new double[3], gradient, Token);
            await step.Should().ThrowAsync<ShardException>().WithMessage(message);
        }
    }

    [Fact]
    public async Task A_Parquet_column_of_lists_is_refused()
    {
        var schema = new ParquetSchema(new DataField<double>("x"), new ListField("y", new DataField<double>("element")));
        string path = Path.Combine(_folder, "lists.parquet");
        await using (var stream = File.Create(path))
        {
            await using var writer = await ParquetWriter.CreateAsync(schema, stream, cancellationToken: Token);
            using var group = writer.CreateRowGroup();
            await group.WriteAsync<double>(schema.DataFields[0], new[] { 1.0 }, cancellationToken: Token);
            await group.WriteAsync<double>(schema.DataFields[1], new double?[] { 2, 4 }, new[] { 0, 1 }, cancellationToken: Token);
        }
        await using var objective = await OpenAsync("logistic", Shard.Parquet(path, ["x", "x", "element"]));
        Func<Task> step = async () => await objective.GradientAsync(new double[3], new double[3], Token);
        await step.Should().ThrowAsync<ShardException>().WithMessage("*column 'element' must hold one number a row, but holds lists.*");
    }

    private Task<ClusterObjective> OpenAsync(string function, params Shard[] shards) =>
        ClusterObjective.OpenAsync(fixture.Silos.Grains, function, shards, cancellationToken: Token);

    private string WriteCsv(string name, double[] rows)
    {
        string path = Path.Combine(_folder, name);
        var lines = rows.Chunk(3).Select(row => string.Join(',', row.Select(number => number.ToString("R", CultureInfo.InvariantCulture))));
        File.WriteAllLines(path, ["x,y,label", .. lines]);
        return path;
    }

    private async Task<string> WriteParquetAsync(string name, double[] rows, int groupRows)
    {
        string path = Path.Combine(_folder, name);
        var schema = new ParquetSchema(s_names.Select(column => new DataField<double>(column)));
        await using var stream = File.Create(path);
        await using var writer = await ParquetWriter.CreateAsync(schema, stream, cancellationToken: Token);
        foreach (double[] part in rows.Chunk(3 * groupRows))
        {
            using var group = writer.CreateRowGroup();
            for (int column = 0; column < 3; column++)
            {
                double[] numbers = [.. part.Where((_, i) => i % 3 == column)];
                await group.WriteAsync<double>(schema.DataFields[column], numbers, cancellationToken: Token);
            }
        }
        return path;
    }
}
