#:project ../src/MicrogradSharp/MicrogradSharp.csproj
// Karpathy's microgpt: a GPT that learns a list of names and invents new ones. Run it with: dotnet run samples/microgpt.cs
using System.Globalization;
using MicrogradSharp;
using MicrogradSharp.Nn;
using MicrogradSharp.Optim;

const string Usage = "--documents FILE --steps 1000 --batch 1 --engine nodes|tape --seed 42 --temperature 0.5 --save FILE --load FILE";
const string Elements = """
    hydrogen helium lithium beryllium boron carbon nitrogen oxygen fluorine neon sodium magnesium aluminium silicon phosphorus sulfur
    chlorine argon potassium calcium scandium titanium vanadium chromium manganese iron cobalt nickel copper zinc gallium germanium arsenic
    selenium bromine krypton rubidium strontium yttrium zirconium niobium molybdenum technetium ruthenium rhodium palladium silver cadmium
    indium tin antimony tellurium iodine xenon caesium barium lanthanum cerium praseodymium neodymium promethium samarium europium
    gadolinium terbium dysprosium holmium erbium thulium ytterbium lutetium hafnium tantalum tungsten rhenium osmium iridium platinum gold
    mercury thallium lead bismuth polonium astatine radon francium radium actinium thorium protactinium uranium neptunium plutonium
    americium curium berkelium californium einsteinium fermium mendelevium nobelium lawrencium rutherfordium dubnium seaborgium bohrium
    hassium meitnerium darmstadtium roentgenium copernicium nihonium flerovium moscovium livermorium tennessine oganesson
    """;
try
{
    var options = args.Chunk(2).ToLookup(pair => pair[0], pair => pair.ElementAtOrDefault(1) ?? "");
    string[] known = [.. Usage.Split(' ').Where(word => word.StartsWith("--"))];
    var wrong = options.FirstOrDefault(option => !known.Contains(option.Key) || option.Count() > 1 || option.Contains(""));
    if (wrong is not null) throw Wrong($"expected options, each once and with a value, as in {Usage}, but found '{wrong.Key}'.");
    var (steps, batch, temperature) = (Number("--steps", 1000, 0), Number("--batch", 1, 1), Number("--temperature", 0.5, 0.01));
    var random = new Random(Number("--seed", 42, 0));
    string? save = options["--save"].FirstOrDefault();     // a path that cannot be written is better known before the training
    if (save is not null) (File.Exists(save) ? File.OpenWrite(save) : File.Create(save, 1, FileOptions.DeleteOnClose)).Dispose();

    // documents, and their tokens: one for each character, and one for the begin and the end of a document
    string? list = options["--documents"].FirstOrDefault();
    var lines = list is null ? Elements.Split() : File.ReadLines(list);
    string[] documents = [.. lines.Select(line => line.Trim()).Where(line => line.Length > 0)];
    if (documents.Length == 0) throw Wrong($"{list}: expected documents, one a line, but there is none.");
    if (documents.Any(text => text.Any(c => c is '\0' or '\uFFFD'))) throw Wrong($"{list}: expected text in UTF-8.");
    random.Shuffle(documents);
    var model = new MicroGpt([.. documents.SelectMany(text => text.EnumerateRunes()).Distinct().Order().Select(c => c.ToString())], random);
    int[][] tokens = [.. documents.Select(model.Encode)];
    int cut = documents.Count(text => text.EnumerateRunes().Count() > MicroGpt.Block);
    Console.WriteLine($"{documents.Length} documents ({cut} cut to {MicroGpt.Block} characters), {model.Parameters.Length} parameters");

    // training
    var adam = new Adam(model.Parameters, learningRate: 0.01, beta1: 0.85, beta2: 0.99);
    if (options["--load"].FirstOrDefault() is { } load) Checkpoint.Load(load).Restore(adam, model.Description);
    string name = options["--engine"].FirstOrDefault("nodes");
    var tape = name == "tape" ? model.Record() : name == "nodes" ? null : throw Wrong($"--engine must be nodes or tape, but was '{name}'.");
    var (start, first) = (Environment.TickCount64, adam.StepCount);
    while (adam.StepCount < steps)
    {
        double loss = model.Step(adam, tokens, batch, steps, tape);
        if (adam.StepCount % 100 > 0 && adam.StepCount < steps) continue;
        double left = 0.001 * (Environment.TickCount64 - start) / (adam.StepCount - first) * (steps - adam.StepCount);
        Console.WriteLine(FormattableString.Invariant($"step {adam.StepCount,4} of {steps}  loss {loss:F4}  {left,5:F1} s left"));
    }
    if (save is not null) Checkpoint.Of(adam, (int)adam.StepCount, model.Description).Save(save);

    // sampling
    for (int i = 0; i < 20; i++) Console.WriteLine(string.Concat(model.Sample(random, temperature)));
    return 0;
    T Number<T>(string option, T otherwise, T least) where T : System.Numerics.INumber<T>, System.Numerics.IMinMaxValue<T> =>
        options[option].FirstOrDefault() is not { } text ? otherwise
        : T.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var x) && x >= least && x <= T.MaxValue ? x
        : throw Wrong($"{option} must be a {(least is int ? "whole number" : "number")} from {least} to {T.MaxValue}, but was '{text}'.");
}
catch (Exception fault) when (fault is FormatException or IOException or UnauthorizedAccessException or ArgumentException)
{
    Console.Error.WriteLine($"error: {fault.Message.ReplaceLineEndings(" ")}");
    return 2;
}
static FormatException Wrong(string message) => new(message);

/// <summary>A transformer of one layer. A character is a token; the last token is the begin and the end of a document.</summary>
internal sealed class MicroGpt(string[] vocabulary, Random random)
{
    public const int Width = 16, Block = 16, Heads = 4, HeadWidth = Width / Heads;
    private readonly Node[][] _wte = Matrix(vocabulary.Length + 1, Width, random), _wpe = Matrix(Block, Width, random),
        _lmHead = Matrix(vocabulary.Length + 1, Width, random), _wq = Matrix(Width, Width, random), _wk = Matrix(Width, Width, random),
        _wv = Matrix(Width, Width, random), _wo = Matrix(Width, Width, random),
        _fc1 = Matrix(4 * Width, Width, random), _fc2 = Matrix(Width, 4 * Width, random);

    public Node[] Parameters => [.. new[] { _wte, _wpe, _lmHead, _wq, _wk, _wv, _wo, _fc1, _fc2 }.SelectMany(w => w).SelectMany(w => w)];
    public string Description => $"a microgpt for the characters '{string.Concat(vocabulary)}'";

    public int[] Encode(string document) => [.. document.EnumerateRunes().Select(c => Array.IndexOf(vocabulary, c.ToString()))
        .Prepend(vocabulary.Length).Append(vocabulary.Length).Take(Block + 1)];
    private static Node[][] Matrix(int rows, int width, Random random) =>
        [.. Enumerable.Range(0, rows * width).Select(_ => new Node(Initializer.Normal(0.08).Weight(width, rows, random))).Chunk(width)];
    private static Node[] Add(Node[] x, Node[] y) => [.. x.Zip(y, (a, b) => a + b)];
    private static Node[] Scale(Node[] x, Node factor) => Array.ConvertAll(x, a => a * factor);
    private static Node[] Linear(Node[] x, Node[][] w) => Array.ConvertAll(w, row => Node.Dot(row, x));
    private static Node[] Softmax(IEnumerable<Node> x) => Node.Softmax([.. x]);
    private static Node[] RmsNorm(Node[] x) => Scale(x, (Node.Dot(x, x) / x.Length + 1e-5).Pow(-0.5));

    private Node[] Gpt(Node[] token, int position, List<Node[]> keys, List<Node[]> values)
    {
        var x = RmsNorm(Add(token, _wpe[position]));
        var normed = RmsNorm(x);
        keys.Add(Linear(normed, _wk));
        values.Add(Linear(normed, _wv));
        var attended = Linear(normed, _wq).Chunk(HeadWidth).SelectMany((query, head) =>
        {
            var weights = Softmax(keys.Select(key => Node.Dot(query, key.AsSpan(head * HeadWidth, HeadWidth)) / Math.Sqrt(HeadWidth)));
            return Enumerable.Range(head * HeadWidth, HeadWidth).Select(i => Node.Dot(weights, [.. values.Select(value => value[i])]));
        });
        x = Add(Linear([.. attended], _wo), x);
        x = Add(Linear([.. Linear(RmsNorm(x), _fc1).Select(hidden => hidden.ReLU())], _fc2), x);
        return Linear(x, _lmHead);
    }

    private Node LossOf(int[] tokens)
    {
        List<Node[]> keys = [], values = [];
        return Node.Mean([.. tokens.SkipLast(1).Select((token, p) => Loss.CrossEntropy(Gpt(_wte[token], p, keys, values), tokens[p + 1]))]);
    }
    // the same loss of a row: the number of positions, and the tokens, padded to the block
    public Tape Record() => Tape.Record(columns: Block + 2, row =>
    {
        List<Node[]> keys = [], values = [];
        var (count, tokens) = (row[0], row[1..].ToArray());
        var losses = tokens.SkipLast(1).Select((token, p) => Loss.CrossEntropy(Gpt(Embedding(token), p, keys, values), tokens[p + 1]));
        return Node.Sum([.. losses.Select((loss, p) => Node.Where(count - p, loss, 0))]) / count;
    });
    private Node[] Embedding(Node token) => [.. Enumerable.Range(0, Width).Select(i => Node.Gather(token, [.. _wte.Select(t => t[i])]))];
    private static double[] Row(int[] tokens) => [tokens.Length - 1, .. tokens, .. new double[Block + 1 - tokens.Length]];

    public double Step(Adam adam, int[][] documents, int batch, int steps, Tape? tape)
    {
        int[][] next = [.. Enumerable.Range(0, batch).Select(i => documents[(adam.StepCount * batch + i) % documents.Length])];
        Node mean = tape is null ? Node.Mean([.. next.Select(LossOf)]) : 0;
        adam.ZeroGrad();
        mean.Backward();
        double loss = tape?.Backward([.. next.SelectMany(Row)]) ?? mean.Data;
        adam.LearningRate = 0.01 * (1 - (double)adam.StepCount / steps);
        adam.Step();
        return loss;
    }

    public IEnumerable<string> Sample(Random random, double temperature)
    {
        List<Node[]> keys = [], values = [];
        for (int position = 0, token = vocabulary.Length; position < Block; position++)
        {
            var weights = Softmax(Scale(Gpt(_wte[token], position, keys, values), 1 / temperature));
            double rest = random.NextDouble();
            for (token = 0; token < vocabulary.Length && (rest -= weights[token].Data) >= 0;) token++;
            if (token == vocabulary.Length) yield break;
            yield return vocabulary[token];
        }
    }
}
