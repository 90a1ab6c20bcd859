using System.Globalization;
using System.Text;
using CsCheck;
using MicrogradSharp.Datasets;

namespace MicrogradSharp.Tests.Datasets;

/// <summary>Any table is read back to the last bit, however it is written.</summary>
public sealed class CsvPropertyTests
{
    private static readonly double[] s_special =
    [
        0.0, -0.0, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon, double.MaxValue, double.MinValue,
    ];

    private static readonly Gen<double> s_numbers = Gen.Frequency(
        (4, Gen.ULong.Select(BitConverter.UInt64BitsToDouble)),
        (2, Gen.Double[-10, 10]),
        (1, Gen.Int[-1000, 1000].Select(i => (double)i)),
        (1, Gen.ULong[0, 1ul << 52].Select(BitConverter.UInt64BitsToDouble)),
        (1, Gen.Int[0, s_special.Length - 1].Select(i => s_special[i])));

    private static readonly Gen<string> s_names = Gen.OneOf(
        Gen.String[Gen.Char[" ab,;\"'\r\n\t\uFEFFß"], 1, 6],
        s_numbers.Select(number => number.ToString(CultureInfo.InvariantCulture)),
        Gen.String[1, 8]);

    private static readonly Gen<Dataset> s_tables =
        from names in s_names.Array[1, 5].Select(names => names.Distinct().ToArray())
        from rows in Gen.Int[0, 8]
        from numbers in s_numbers.Array[rows * names.Length]
        select new Dataset(names, numbers);

    [Fact]
    public void Every_table_survives_writing_and_reading() => Gen.Select(s_tables, Gen.Int[1, 40]).Sample(
        (table, most) =>
        {
            using var writer = new StringWriter();
            table.WriteCsv(writer);
            IsSame(Dataset.ReadCsv(new DribblingReader(writer.ToString(), most)), table);
        },
        iter: 2000,
        print: Printed);

    [Fact]
    public void Every_way_of_quoting_and_ending_lines_is_read_alike() => Gen.Select(s_tables, Gen.Int[1, 40], Gen.Int).Sample(
        (table, most, seed) => IsSame(
            Dataset.ReadCsv(new DribblingReader(WrittenAnyhow(table, new Random(seed)), most), CsvHeader.Present), table),
        iter: 2000,
        print: c => Printed((c.Item1, c.Item2)));

    [Fact]
    public void Rows_without_a_header_are_all_read() => Gen.Select(s_tables.Where(table => table.RowCount > 0), Gen.Int[1, 40]).Sample(
        (table, most) =>
        {
            using var writer = new StringWriter();
            table.WriteCsv(writer);
            // all text after the names, some of which contain line breaks
            string names = Header(table), rows = writer.ToString()[names.Length..];
            var expected = new Dataset(table.ColumnNames.Select((_, i) => $"x{i}"), table.Rows);
            IsSame(Dataset.ReadCsv(new DribblingReader(rows, most)), expected);
            IsSame(Dataset.ReadCsv(new DribblingReader(rows, most), CsvHeader.Absent), expected);
        },
        iter: 500,
        print: Printed);

    /// <summary>
    /// A file that is cut off anywhere is a table with fewer rows, or an error. It causes no other exception and no endless loop.
    /// </summary>
    [Fact]
    public void Text_cut_off_or_damaged_is_read_or_refused() => Gen.Select(s_tables, Gen.Int, Gen.Char[",\"\r\nx1.\0"]).Sample(
        (table, seed, damage) =>
        {
            var random = new Random(seed);
            var text = new StringBuilder(WrittenAnyhow(table, random));
            text[random.Next(text.Length)] = damage;
            text.Length = random.Next(text.Length + 1);
            try
            {
                Dataset.ReadCsv(new StringReader(text.ToString()));
            }
            catch (FormatException e)
            {
                e.Message.Should().MatchRegex("^line [0-9]+");
            }
        },
        iter: 2000);

    private static string Header(Dataset table)
    {
        using var writer = new StringWriter();
        new Dataset(table.ColumnNames, []).WriteCsv(writer);
        return writer.ToString();
    }

    private static string WrittenAnyhow(Dataset table, Random random)
    {
        var text = new StringBuilder(random.Next(2) == 0 ? "\uFEFF" : "");
        Line(table.ColumnNames, mustQuote: name => name.AsSpan().ContainsAny(",\"\r\n") || name[0] == '\uFEFF');
        for (int row = 0; row < table.RowCount; row++)
        {
            Line(
                table.Row(row).ToArray().Select(number => number.ToString(random.Next(2) == 0 ? "R" : "E16", CultureInfo.InvariantCulture)),
                mustQuote: _ => false);
        }
        return text.ToString();

        void Line(IEnumerable<string> fields, Func<string, bool> mustQuote)
        {
            string end = random.GetItems(["\n", "\r\n", "\r", "\n\n", "\r\n\r\n"], 1)[0];
            text.AppendJoin(',', fields.Select(field => mustQuote(field) || random.Next(3) == 0 ? Quoted(field) : field)).Append(end);
        }
    }

    private static string Quoted(string field) => $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static void IsSame(Dataset read, Dataset table)
    {
        read.ColumnNames.Should().Equal(table.ColumnNames);
        read.Rows.ToArray().Select(Bits).Should().Equal(table.Rows.ToArray().Select(Bits));
    }

    private static long Bits(double number) => BitConverter.DoubleToInt64Bits(double.IsNaN(number) ? double.NaN : number);

    private static string Printed((Dataset Table, int Most) c)
    {
        using var writer = new StringWriter();
        c.Table.WriteCsv(writer);
        return $"{c.Most} characters at a time of {System.Text.Json.JsonSerializer.Serialize(writer.ToString())}";
    }
}
