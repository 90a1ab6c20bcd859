using System.Buffers.Binary;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MicrogradSharp.Datasets;
using MicrogradSharp.Nn;
using MicrogradSharp.Optim;

namespace MicrogradSharp.Tests.Conventions;

/// <summary>A message quotes only a short part of a file, and nothing that a terminal would execute.</summary>
public sealed partial class HostileTextTests
{
    private const int LongestMessage = 700;

    private static readonly string s_long = new('a', 100_000), s_control = "\u001b[2J\u0007\u0085\u2028\u202e\u2066\r\n\u0000";

    // a line break, and characters that change the direction of the text after them
    private static readonly HashSet<int> s_forbidden = [0x2028, 0x202E, 0x2066];

    private static readonly string[] s_texts = [s_long, s_control, s_control + s_long, $"{s_long}\ud83d\ude00", new string('9', 100_000)];

    [Fact]
    public void A_model_file_with_hostile_texts_gives_a_short_clean_message()
    {
        using var stream = new MemoryStream();
        new MLP(2, [2, 1]).Save(stream);
        int faults = 0;
        foreach (string json in Hostile(Encoding.UTF8.GetString(stream.ToArray()))) faults += Check(() => MLP.Load(Bytes(json)));
        faults.Should().BeGreaterThan(100);
    }

    [Fact]
    public void A_checkpoint_with_hostile_texts_gives_a_short_clean_message()
    {
        using var stream = new MemoryStream();
        var adam = new Adam(new MLP(2, [1]).Parameters, 0.1);
        string file = Path.GetTempFileName();
        Checkpoint.Of(adam, 3, "a model").Save(file);
        int faults = 0;
        foreach (string json in Hostile(File.ReadAllText(file)))
        {
            File.WriteAllText(file, json);
            faults += Check(() => Checkpoint.Load(file).Restore(adam, "another"), $"{file}: ".Length);
        }
        File.Delete(file);
        faults.Should().BeGreaterThan(50);
    }

    [Fact]
    public void A_safetensors_file_with_hostile_texts_gives_a_short_clean_message()
    {
        using var stream = new MemoryStream();
        var model = new MLP(2, [2, 1]);
        model.SaveSafetensors(stream);
        byte[] bytes = stream.ToArray();
        int length = (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes), faults = 0;
        foreach (string json in Hostile(Encoding.UTF8.GetString(bytes, 8, length)))
        {
            byte[] header = Encoding.UTF8.GetBytes(json), size = new byte[8];
            BinaryPrimitives.WriteUInt64LittleEndian(size, (ulong)header.Length);
            byte[] file = [.. size, .. header, .. bytes[(8 + length)..]];
            faults += Check(() => MLP.LoadSafetensors(new MemoryStream(file)));
            faults += Check(() => model.LoadParameters(new MemoryStream(file)));
        }
        faults.Should().BeGreaterThan(100);
    }

    [Fact]
    public void A_csv_file_with_hostile_texts_gives_a_short_clean_message()
    {
        foreach (string text in s_texts[..^1])
        {
            string quoted = $"\"{text}\"";
            Check(() => Dataset.ReadCsv(new StringReader($"a,b\n1,{quoted}\n"))).Should().Be(1);
            Check(() => Dataset.ReadCsv(new StringReader($"{quoted},b\nx,1\n"))).Should().Be(1);
            Check(() => Dataset.ReadCsv(new StringReader($"{quoted},{quoted}\n"))).Should().Be(1);
            Check(() => Dataset.ReadCsv(new StringReader($"1,{quoted}\n"))).Should().Be(1);
            Check(() => Dataset.ReadCsv(new StringReader($"a,{quoted}\n1,2\n")).Column("none")).Should().Be(1);
        }
    }

    /// <summary>
    /// Returns copies of the file. In each, one text, number or name is replaced by a hostile one, as a text or as a bare word.
    /// </summary>
    private static IEnumerable<string> Hostile(string json)
    {
        const string Mark = "%mark%";
        var tokens = JsonToken().Matches(json);
        foreach (Match token in tokens)
        {
            string marked = string.Concat(json.AsSpan(0, token.Index), Mark, json.AsSpan(token.Index + token.Length));
            foreach (string text in s_texts)
            {
                yield return marked.Replace(Mark, JsonValue.Create(text).ToJsonString());
                yield return marked.Replace(Mark, text);
            }
        }
    }

    private static MemoryStream Bytes(string text) => new(Encoding.UTF8.GetBytes(text));

    /// <returns>1 if it threw, and 0 otherwise.</returns>
    private static int Check(Action read, int more = 0)
    {
        try
        {
            read();
            return 0;
        }
        catch (Exception fault) when (fault is FormatException or ArgumentException)
        {
            fault.Message.Length.Should().BeLessThan(LongestMessage + more, fault.Message);
            string line = fault.Message.Replace(Environment.NewLine, "", StringComparison.Ordinal);
            line.EnumerateRunes().Should().NotContain(rune => Rune.IsControl(rune) || s_forbidden.Contains(rune.Value), line);
            return 1;
        }
    }

    [GeneratedRegex("\"[^\"]*\"|-?[0-9][0-9.eE+-]*")]
    private static partial Regex JsonToken();
}
