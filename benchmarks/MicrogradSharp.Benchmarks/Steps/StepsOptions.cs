namespace MicrogradSharp.Benchmarks.Steps;

/// <summary>The arguments after <c>steps</c>.</summary>
internal sealed record StepsOptions(string? Floor, string? Data)
{
    public const string Usage = "steps [--floor PROGRAM --data FOLDER]";

    /// <summary>Reads the arguments.</summary>
    /// <exception cref="ArgumentException">An argument is unknown, has no value or comes twice, or one of the pair is missing.</exception>
    public static StepsOptions Parse(ReadOnlySpan<string> arguments)
    {
        string? floor = null, data = null;
        for (int i = 0; i < arguments.Length; i += 2)
        {
            string name = arguments[i];
            if (name is not ("--floor" or "--data")) throw new ArgumentException($"unknown argument '{name}'; usage: {Usage}");
            if (i + 1 == arguments.Length) throw new ArgumentException($"{name} needs a value; usage: {Usage}");
            ref string? value = ref name == "--floor" ? ref floor : ref data;
            if (value is not null) throw new ArgumentException($"{name} may come only once; usage: {Usage}");
            value = arguments[i + 1];
        }
        if (floor is null != data is null) throw new ArgumentException($"--floor and --data come together; usage: {Usage}");
        if (floor is not null && !File.Exists(floor)) throw new ArgumentException($"--floor must name a program, but there is no file '{floor}'.");
        if (data is not null && !Directory.Exists(data)) throw new ArgumentException($"--data must name a folder, but there is no '{data}'.");
        return new StepsOptions(floor, data);
    }
}
