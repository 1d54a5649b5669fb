Console.WriteLine("phusa");
