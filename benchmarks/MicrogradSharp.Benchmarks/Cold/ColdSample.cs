using System.Globalization;

namespace MicrogradSharp.Benchmarks.Cold;

/// <summary>The times of one fresh process, in milliseconds.</summary>
internal record struct ColdSample
{
    /// <summary>From the first line of Main until the rows are read.</summary>
    public double Data { get; init; }

    /// <summary>The network and its recording.</summary>
    public double Record { get; init; }

    /// <summary>The first pass.</summary>
    public double First { get; init; }

    /// <summary>The second pass.</summary>
    public double Second { get; init; }

    /// <summary>The median of the passes from the tenth on.</summary>
    public double FromTenth { get; init; }

    /// <summary>From the first line of Main until the last step is done.</summary>
    public double Total { get; init; }

    /// <summary>The processor time of the process, on all threads.</summary>
    public double Processor { get; set; }

    /// <summary>The number of methods that the runtime compiled.</summary>
    public double Compiled { get; init; }

    /// <summary>The time that it took to compile them.</summary>
    public double Compilation { get; init; }

    /// <summary>From the start of the process to its end, as the parent sees it.</summary>
    public double Process { get; init; }

    private readonly double[] Printed => [Data, Record, First, Second, FromTenth, Total, Processor, Compiled, Compilation];

    /// <summary>Writes the sample as one line.</summary>
    public readonly void Write(TextWriter output) =>
        output.WriteLine(string.Join(' ', Array.ConvertAll(Printed, number => number.ToString(CultureInfo.InvariantCulture))));

    /// <summary>Reads the line that <see cref="Write"/> wrote.</summary>
    public static ColdSample Read(string line, double process)
    {
        double[] numbers = Array.ConvertAll(line.Split(' '), field => double.Parse(field, CultureInfo.InvariantCulture));
        return new ColdSample
        {
            Data = numbers[0],
            Record = numbers[1],
            First = numbers[2],
            Second = numbers[3],
            FromTenth = numbers[4],
            Total = numbers[5],
            Processor = numbers[6],
            Compiled = numbers[7],
            Compilation = numbers[8],
            Process = process,
        };
    }
}
