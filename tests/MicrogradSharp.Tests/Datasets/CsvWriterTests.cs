using System.Globalization;
using MicrogradSharp.Datasets;

namespace MicrogradSharp.Tests.Datasets;

public sealed class CsvWriterTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    private string Target => Path.Combine(_folder.FullName, "points.csv");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Names_in_quotes_where_they_need_them_then_the_shortest_numbers()
    {
        var table = new Dataset(
            ["a b", "x,y", "say \"x\"", "two\nlines"],
            [0.1, -0.0, 1e300, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon, 12]);
        Written(table).Should().Be("a b,\"x,y\",\"say \"\"x\"\"\",\"two\nlines\"\n0.1,-0,1E+300,NaN\nInfinity,-Infinity,5E-324,12\n");
    }

    [Fact]
    public void Names_that_are_numbers_are_in_quotes_as_they_would_pass_for_a_row() =>
        Written(new Dataset(["2019", " -1e3", "inf", "NaN", "x1"], [])).Should().Be("\"2019\",\" -1e3\",\"inf\",\"NaN\",x1\n");

    [Fact]
    public void A_table_without_rows_is_a_header() => Written(new Dataset(["a", "b"], [])).Should().Be("a,b\n");

    [Fact]
    public void The_culture_makes_no_difference()
    {
        var culture = CultureInfo.CurrentCulture;
        try
        {
            var format = new NumberFormatInfo { NumberDecimalSeparator = ",", NegativeSign = "minus", NaNSymbol = "none" };
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = format };
            Written(new Dataset(["a", "b"], [-1.5, double.NaN])).Should().Be("a,b\n-1.5,NaN\n");
            Dataset.ReadCsv(new StringReader("a,b\n-1.5,NaN\n")).Rows.ToArray().Should().Equal(-1.5, double.NaN);
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public void Rows_beyond_one_buffer_are_all_written()
    {
        double[] numbers = [.. Enumerable.Range(0, 30_000).Select(i => -Math.Exp(-i / 100.0))];
        var table = new Dataset(["a", "b", "c"], numbers);
        table.WriteCsv(Target);
        Dataset.ReadCsv(Target).Rows.ToArray().Should().Equal(numbers);
        File.ReadAllText(Target).Should().Be(Written(table));
    }

    [Fact]
    public void A_file_has_no_byte_order_mark_and_replaces_the_old_one_whole()
    {
        File.WriteAllText(Target, new string('x', 1000));
        new Dataset(["ä"], [1]).WriteCsv(Target);
        File.ReadAllBytes(Target).Should().Equal("ä\n1\n"u8.ToArray());
        _folder.GetFiles().Should().ContainSingle();
    }

    [Fact]
    public void A_write_that_fails_leaves_the_old_file()
    {
        File.WriteAllText(Target, "old");
        var write = () => new Dataset(["half a pair: \uD83D"], [1]).WriteCsv(Target);
        write.Should().Throw<ArgumentException>();
        File.ReadAllText(Target).Should().Be("old");
        _folder.GetFiles().Should().ContainSingle();
    }

    [Fact]
    public void A_writer_stays_open()
    {
        using var writer = new StringWriter();
        new Dataset(["a"], [1]).WriteCsv(writer);
        writer.Write("more");
        writer.ToString().Should().Be("a\n1\nmore");
        ((Action)(() => new Dataset(["a"], []).WriteCsv((TextWriter)null!)))
            .Should().Throw<ArgumentNullException>().WithParameterName("writer");
        ((Action)(() => new Dataset(["a"], []).WriteCsv((string)null!))).Should().Throw<ArgumentNullException>().WithParameterName("path");
    }

    private static string Written(Dataset table)
    {
        using var writer = new StringWriter();
        table.WriteCsv(writer);
        return writer.ToString();
    }
}
